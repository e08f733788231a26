package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A reader is a script that drives programs of one language. What it needs is installed by a shell command, which
// runs again whenever the file that names the versions has changed.
type reader struct {
	name     string
	versions string // in the folder readers
	install  string
	command  []string
}

var readers = []reader{
	{"python", "requirements.txt",
		"python3 -m venv --clear $BUILD/venv && $BUILD/venv/bin/python -m pip install --quiet " +
			"--disable-pip-version-check -r $READERS/requirements.txt",
		[]string{scratch + "/venv/bin/python", home + "/readers/read.py"}},
	{"node", "package.json",
		// Beside the packages, since that is where node looks for them.
		"mkdir -p $BUILD/node && cp $READERS/package.json $BUILD/node && npm install --prefix $BUILD/node --silent " +
			"--ignore-scripts --no-audit --no-fund --no-package-lock",
		[]string{"node", scratch + "/node/read.mjs"}},
	{"java", "pom.xml",
		"mvn --quiet --batch-mode --file $READERS/pom.xml -Dmaven.repo.local=$BUILD/m2 dependency:copy-dependencies " +
			"-DoutputDirectory=$BUILD/java",
		[]string{"java", "-Djava.awt.headless=true", "-cp", scratch + "/java/*", home + "/readers/Read.java"}},
	{"neo4j", "neo4j/pom.xml",
		"mvn --quiet --batch-mode --file $READERS/neo4j/pom.xml -Dmaven.repo.local=$BUILD/m2 " +
			"dependency:copy-dependencies -DoutputDirectory=$BUILD/neo4j",
		[]string{"java", "-cp", scratch + "/neo4j/*", home + "/readers/neo4j/Neo4j.java"}},
}

// tools are what must be there, and the Debian packages that have them.
var tools = []struct{ command, debian string }{
	{"python3", "python3 python3-venv"}, {"node", "nodejs"}, {"npm", "npm"}, {"javac", "default-jdk-headless"},
	{"mvn", "maven"}, {"dot", "graphviz"},
}

// install readies every reader, or says which tools are missing.
func install() error {
	var missing, packages []string
	for _, t := range tools {
		if _, err := exec.LookPath(t.command); err != nil {
			missing, packages = append(missing, t.command), append(packages, t.debian)
		}
	}
	if missing != nil {
		return fmt.Errorf("%s not found: want them on the path; on Debian, apt-get install %s",
			strings.Join(missing, ", "), strings.Join(packages, " "))
	}
	build, err := filepath.Abs(scratch)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(build, 0o755); err != nil {
		return err
	}
	// A module of its own, so that "go test ./..." does not look for packages among what is installed.
	if err := os.WriteFile(filepath.Join(build, "go.mod"), []byte("module scratch\n"), 0o644); err != nil {
		return err
	}
	for _, r := range readers {
		if err := r.ready(build); err != nil {
			return err
		}
	}
	for _, name := range []string{"read.mjs", "save.mjs"} {
		script, err := os.ReadFile(home + "/readers/" + name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(scratch+"/node/"+name, script, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (r reader) ready(build string) error {
	readers, err := filepath.Abs(home + "/readers")
	if err != nil {
		return err
	}
	versions, err := os.ReadFile(filepath.Join(readers, r.versions))
	if err != nil {
		return err
	}
	stamp := filepath.Join(build, filepath.Base(r.versions)+"-"+r.name+".installed")
	if installed, err := os.ReadFile(stamp); err == nil && bytes.Equal(installed, versions) {
		return nil
	}
	fmt.Fprintf(os.Stderr, "interop: installing what the %s reader needs\n", r.name)
	cmd := exec.Command("sh", "-c", r.install)
	cmd.Env = append(os.Environ(), "BUILD="+build, "READERS="+readers)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("installing what the %s reader needs: %w\n%s", r.name, err, said)
	}
	return os.WriteFile(stamp, versions, 0o644)
}
