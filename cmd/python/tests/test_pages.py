"""What docs/python.md shows runs, from top to bottom, as a reader would type it."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import relgraph

PAGE = Path(__file__).parents[3] / "docs" / "python.md"


class PageTest(unittest.TestCase):
    def test_code_of_the_page_runs(self):
        blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        self.assertGreater(len(blocks), 3)
        names, printed, before = {}, io.StringIO(), os.getcwd()
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(printed):
            os.chdir(folder)
            try:
                for block in blocks:
                    exec(compile(block, str(PAGE), "exec"), names)
                self.assertTrue(Path("hts.svg").read_text(encoding="utf-8").startswith("<"))
            finally:
                os.chdir(before)
        self.assertIn("single-origin", printed.getvalue())

    @unittest.skipUnless(shutil.which("Rscript"), "R is not installed")
    def test_r_of_the_page_runs(self):
        block = re.search(r"^```r\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL).group(1)
        path = os.pathsep.join([os.path.dirname(relgraph.program()), os.environ["PATH"]])
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                ["Rscript", "-e", block], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
            )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("single-origin", done.stdout)


if __name__ == "__main__":
    unittest.main()
