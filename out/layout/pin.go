package layout

func (s *scene) place() {}
