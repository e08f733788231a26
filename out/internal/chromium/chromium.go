// Package chromium starts the browser in which figures, and what other programs make of graph files, are looked at.
package chromium

import (
	"context"
	"errors"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// Path is where Chromium is: what CHROMIUM says, or else what is found on the path. Its error says how to get it.
func Path() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", errors.New(`no Chromium found: want one on the path, such as by "apt-get install chromium", or its path ` +
		"in CHROMIUM")
}

// Start starts it with options and those that it needs on this machine, and opens a tab.
func Start(options ...chromedp.ExecAllocatorOption) (tab context.Context, stop func(), err error) {
	path, err := Path()
	if err != nil {
		return nil, nil, err
	}
	all := append(append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path)), options...)
	if os.Geteuid() == 0 {
		all = append(all, chromedp.NoSandbox)
	}
	browser, end := chromedp.NewExecAllocator(context.Background(), all...)
	tab, done := chromedp.NewContext(browser)
	return tab, func() { done(); end() }, nil
}
