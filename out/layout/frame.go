package layout

func (d *draft) enclose(p *Placement) {}
