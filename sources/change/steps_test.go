package change_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/change"
)

func TestStepsAreCompared(t *testing.T) {
	first := sources.StoryStep{Title: "First", Text: "They met.", Flags: "--actor bo"}
	second := sources.StoryStep{Title: "Second", Contacts: []sources.ContactID{"ann--bo", "ann--cy"}}
	again := first
	again.Text = "They met again."
	for _, tt := range []struct {
		name     string
		old, new []sources.StoryStep
		want     []change.CellChange
	}{
		{"the same", []sources.StoryStep{first, second}, []sources.StoryStep{first, second}, nil},
		{"another text", []sources.StoryStep{first}, []sources.StoryStep{again},
			[]change.CellChange{{`step "First": text`, "They met.", "They met again."}}},
		{"one more", []sources.StoryStep{first}, []sources.StoryStep{first, second}, []change.CellChange{
			{"steps", "First", "First | Second"}, {`step "Second": contacts`, "", "ann--bo|ann--cy"}}},
		{"none any more", []sources.StoryStep{second}, nil, []change.CellChange{
			{`step "Second": contacts`, "ann--bo|ann--cy", ""}, {"steps", "Second", ""}}},
		{"another order", []sources.StoryStep{first, second}, []sources.StoryStep{second, first},
			[]change.CellChange{{"steps", "First | Second", "Second | First"}}},
		{"two of one title", []sources.StoryStep{first, first}, []sources.StoryStep{first, again},
			[]change.CellChange{{`step "First (2)": text`, "They met.", "They met again."}}},
	} {
		old, new := &sources.Dossier{}, &sources.Dossier{}
		old.Steps, new.Steps = tt.old, tt.new
		if diff := cmp.Diff(tt.want, change.Between(old, new).About); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
