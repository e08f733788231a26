class Relgraph < Formula
  desc "{{.Summary}}"
  homepage "{{.Home}}"
  version "{{.Version.Plain}}"
  license "MIT"
{{range .Unix}}
  on_{{.Brew}} do
{{- range .Archives}}
    on_{{.Brew}} do
      url "{{.URL}}"
      sha256 "{{.Sum}}"
    end
{{- end}}
  end
{{end}}
  def install
    bin.install "relgraph", "relgraph-layout"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/relgraph.bash" => "relgraph"
    zsh_completion.install "completions/_relgraph"
    fish_completion.install "completions/relgraph.fish"
    doc.install "README.md", "CHANGELOG.md", "LICENCES.txt", "docs"
  end

  test do
    system bin/"relgraph", "export", "syria-contacts", "--layout", "layered", "-o", "figure.svg"
    assert_path_exists testpath/"figure.svg"
  end
end
