package change_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/change"
)

func TestStepsAreCompared(t *testing.T) {
	first := sources.Step{Title: "First", Text: "They met.", Flags: "--actor bo"}
	second := sources.Step{Title: "Second", Contacts: []sources.ContactID{"ann--bo", "ann--cy"}}
	again := first
	again.Text = "They met again."
	for _, tt := range []struct {
		name     string
		old, new []sources.Step
		want     []change.Cell
	}{
		{"the same", []sources.Step{first, second}, []sources.Step{first, second}, nil},
		{"another text", []sources.Step{first}, []sources.Step{again},
			[]change.Cell{{`step "First": text`, "They met.", "They met again."}}},
		{"one more", []sources.Step{first}, []sources.Step{first, second}, []change.Cell{
			{"steps", "First", "First | Second"}, {`step "Second": contacts`, "", "ann--bo|ann--cy"}}},
		{"none any more", []sources.Step{second}, nil, []change.Cell{
			{`step "Second": contacts`, "ann--bo|ann--cy", ""}, {"steps", "Second", ""}}},
		{"another order", []sources.Step{first, second}, []sources.Step{second, first},
			[]change.Cell{{"steps", "First | Second", "Second | First"}}},
		{"two of one title", []sources.Step{first, first}, []sources.Step{first, again},
			[]change.Cell{{`step "First (2)": text`, "They met.", "They met again."}}},
	} {
		old, new := &sources.Dossier{}, &sources.Dossier{}
		old.Steps, new.Steps = tt.old, tt.new
		if diff := cmp.Diff(tt.want, change.Between(old, new).About); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
