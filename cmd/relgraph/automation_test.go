package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// The shell steps of the GitHub action build relgraph and check the dossier that its input names.
func TestActionChecks(t *testing.T) {
	var action struct {
		Inputs map[string]struct{ Required bool }
		Runs   struct {
			Steps []struct {
				Name, Run string
				Env       map[string]string
			}
		}
	}
	readYAML(t, ".github/actions/check/action.yml", &action)
	if !action.Inputs["dossier"].Required {
		t.Error("the action does not ask for the dossier")
	}
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	temp, ran := t.TempDir(), 0
	for _, step := range action.Runs.Steps {
		if step.Run == "" {
			continue
		}
		dossiers := map[string]bool{"syria-contacts": true}
		if step.Name == "check" {
			dossiers["no-such-dossier"] = false
		}
		for dossier, sound := range dossiers {
			given := strings.NewReplacer(
				"${{ github.action_path }}", filepath.Join(top, ".github", "actions", "check"), "${{ inputs.dossier }}",
				dossier)
			cmd := exec.Command("bash", "-e", "-c", step.Run)
			cmd.Dir = t.TempDir()
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+temp)
			for name, value := range step.Env {
				cmd.Env = append(cmd.Env, name+"="+given.Replace(value))
			}
			if out, err := cmd.CombinedOutput(); (err == nil) != sound {
				t.Errorf("%s of %s: %v\n%s", step.Name, dossier, err, out)
			}
			ran++
		}
	}
	if ran != 3 { // the program is built once, and two dossiers are checked
		t.Errorf("%d steps ran", ran)
	}
}

// The hook that pre-commit offers is a command line that relgraph has.
func TestHookIsACommand(t *testing.T) {
	var hooks []struct {
		ID, Entry, Language string
		PassFilenames       *bool `yaml:"pass_filenames"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].ID != "relgraph-check" || hooks[0].Language != "golang" ||
		hooks[0].PassFilenames == nil || *hooks[0].PassFilenames {
		t.Fatalf("%+v", hooks)
	}
	words := strings.Fields(hooks[0].Entry)
	cmd, _, err := newRoot().Find(words[1:])
	if err != nil || words[0] != "relgraph" || cmd.Name() != "check" {
		t.Errorf("%q is no command: %v", hooks[0].Entry, err)
	}
}
