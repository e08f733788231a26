package out

import "testing"

func TestEveryFormatSaysWhatItHolds(t *testing.T) {
	for _, f := range Formats() {
		if f.Content().Holds == "" {
			t.Errorf("%s does not say what it holds", f.Name)
		}
	}
	if len(contents) != len(Formats()) {
		t.Errorf("%d contents for %d formats", len(contents), len(Formats()))
	}
}
