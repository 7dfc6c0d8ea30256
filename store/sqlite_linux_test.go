package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"thidua"
)

// TestFileNotWritable opens stores in places that another user owns.
func TestFileNotWritable(t *testing.T) {
	folder := t.TempDir()
	b := &bench{T: t, ctx: t.Context(), url: "file:" + folder + "/thidua.db"}
	b.close(b.open())
	for path, mode := range map[string]os.FileMode{filepath.Dir(folder): 0o755, folder + "/thidua.db": 0o444, folder: 0o555} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	if os.Geteuid() == 0 { // who may write everywhere; of this goroutine's thread only
		runtime.LockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Setfsuid(0); err == nil {
				runtime.UnlockOSThread()
			}
		}()
	}
	if _, err := Open(b.ctx, b.url); !errors.Is(err, thidua.ErrUnavailable) || !strings.Contains(err.Error(), "writ") {
		t.Errorf("a file that may not be written: %v", err)
	}
	if _, err := Open(b.ctx, "file:"+folder+"/new.db"); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), folder) {
		t.Errorf("a folder that may not be written: %v", err)
	}
	if _, err := Open(b.ctx, "file:"+folder+"/new/thidua.db"); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), folder) {
		t.Errorf("a folder that cannot be made: %v", err)
	}
}
