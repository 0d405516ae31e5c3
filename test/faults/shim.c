/*
 * Stands between cl and the system (LD_PRELOAD): counts the calls that change files below a folder, and kills the process
 * at one of them, makes it fail, or records all of them with their bytes. Its orders stand in a small file (PLAN),
 * which is mapped into memory, so that the caller of cl can change them at any time, also from within the same process.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* As test/faults/shim.ts writes it. */
enum { NOTHING, KILL, KILL_HALF_WAY, FAIL_ONCE, FAIL_FROM_HERE };
struct plan {
  int64_t calls; /* how many there were so far */
  int64_t at;    /* at which of them something is done, counted from 1 */
  int32_t what;
  int32_t error; /* the errno of a call that fails */
};

/* The needs of a call: room on the disk, or only a disk that works. */
enum { ROOM, NO_ROOM };

static struct plan none, *plan = &none;
static const char *root;
static int record = -1;

#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__)
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(int, open, const char *, int, ...);
REAL(int, ftruncate, int, off_t);
REAL(int, fsync, int);
REAL(int, rename, const char *, const char *);
REAL(int, unlink, const char *);
REAL(int, link, const char *, const char *);
REAL(int, mkdir, const char *, mode_t);
REAL(int, rmdir, const char *);
REAL(long, syscall, long, ...);

__attribute__((constructor)) static void begin(void) {
#define FIND(name) real_##name = dlsym(RTLD_NEXT, #name)
  FIND(write), FIND(pwrite), FIND(open), FIND(ftruncate), FIND(fsync), FIND(rename), FIND(unlink), FIND(link);
  FIND(mkdir), FIND(rmdir), FIND(syscall);
  root = getenv("FAULTS_ROOT");
  const char *path = getenv("FAULTS_PLAN"), *log = getenv("FAULTS_RECORD");
  int file = path ? real_open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file >= 0) {
    void *shared = mmap(0, sizeof(struct plan), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) plan = shared;
    close(file);
  }
  if (log && *log) {
    int opened = real_open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    record = fcntl(opened, F_DUPFD_CLOEXEC, 900); /* out of the way of numbers that the program counts on */
    close(opened);
  }
}

/* ---- which file a call is about ---- */

static int is_ours(const char *path) { return root && strncmp(path, root, strlen(root)) == 0; }

static int path_of(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length > 0 ? length : 0] = 0;
  return is_ours(path);
}

static int whole(int folder, const char *path, char *out) {
  char start[PATH_MAX];
  if (path[0] == '/') snprintf(out, PATH_MAX, "%s", path);
  else {
    if (folder != AT_FDCWD) path_of(folder, start);
    else if (!getcwd(start, sizeof start)) start[0] = 0;
    if (snprintf(out, PATH_MAX, "%s/%s", start, path) >= PATH_MAX) return 0;
  }
  return is_ours(out);
}

static unsigned long number_of(int file) {
  struct stat found;
  return fstat(file, &found) ? 0 : found.st_ino;
}

static unsigned long number_at(const char *path) {
  struct stat found;
  return lstat(path, &found) ? 0 : found.st_ino;
}

/* ---- the deeds at a call ---- */

static void note(const char *what, unsigned long number, long at, long length, const char *path, const char *to, const void *bytes) {
  if (record < 0) return;
  char line[3 * PATH_MAX];
  int size = snprintf(line, sizeof line, "%s\t%lu\t%ld\t%ld\t%s\t%s\n", what, number, at, length, path, to);
  real_write(record, line, size);
  const char *from = bytes;
  for (long left = bytes ? length : 0; left > 0;) {
    ssize_t done = real_write(record, from, left);
    if (done <= 0) abort();
    from += done, left -= done;
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* True when the call has to fail, with errno set. Does not come back from a kill. */
static int fails(int need) {
  int64_t call = ++plan->calls;
  if ((plan->what == KILL || plan->what == KILL_HALF_WAY) && call == plan->at) die();
  if (!(plan->what == FAIL_ONCE && call == plan->at) && !(plan->what == FAIL_FROM_HERE && call >= plan->at)) return 0;
  if ((plan->error == ENOSPC || plan->error == EDQUOT) && need != ROOM) return 0;
  errno = plan->error;
  return 1;
}

/* The bytes of a write that are done before the process dies, or the disk is full: half of them, if this is the call. */
static size_t part_of(size_t size) {
  if (plan->calls + 1 != plan->at || size < 2) return size;
  if (plan->what == KILL_HALF_WAY) return size / 2;
  return plan->what == FAIL_FROM_HERE && plan->error == ENOSPC ? size / 2 : size;
}

static ssize_t writing(int file, const void *bytes, size_t size, off_t at, int is_placed) {
  char path[PATH_MAX];
  int ours = path_of(file, path), is_said = file == 1 || file == 2;
  if (!ours && !is_said) return is_placed ? real_pwrite(file, bytes, size, at) : real_write(file, bytes, size);
  size_t part = ours ? part_of(size) : size;
  if (part < size) {
    ssize_t half = is_placed ? real_pwrite(file, bytes, part, at) : real_write(file, bytes, part);
    if (plan->what == KILL_HALF_WAY) die();
    plan->calls++;
    return half; /* the next call is told that the disk is full */
  }
  if (file != 2 && fails(ROOM)) return -1;
  if (!is_placed && ours) at = lseek(file, 0, SEEK_CUR);
  ssize_t done = is_placed ? real_pwrite(file, bytes, size, at) : real_write(file, bytes, size);
  if (done > 0 && ours) note("write", number_of(file), at, done, path, "", bytes);
  else if (done > 0) note("said", file, 0, done, "", "", bytes);
  return done;
}

ssize_t write(int file, const void *bytes, size_t size) { return writing(file, bytes, size, 0, 0); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) { return writing(file, bytes, size, at, 1); }
ssize_t pwrite64(int file, const void *bytes, size_t size, off_t at) { return writing(file, bytes, size, at, 1); }

static ssize_t writing_parts(int file, const struct iovec *parts, int count, off_t at, int is_placed) {
  ssize_t sum = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = writing(file, parts[i].iov_base, parts[i].iov_len, at + sum, is_placed);
    if (done < 0) return sum ? sum : done;
    sum += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return sum;
}
ssize_t writev(int file, const struct iovec *parts, int count) { return writing_parts(file, parts, count, 0, 0); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) { return writing_parts(file, parts, count, at, 1); }
ssize_t pwritev64(int file, const struct iovec *parts, int count, off_t at) { return writing_parts(file, parts, count, at, 1); }

static int opening(int folder, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  if (!whole(folder, name, path) || !(flags & (O_CREAT | O_TRUNC))) return syscall(SYS_openat, folder, name, flags, mode);
  unsigned long before = number_at(path);
  if ((!before || (flags & O_TRUNC)) && fails(ROOM)) return -1;
  int file = real_syscall(SYS_openat, folder, name, flags, mode);
  if (file >= 0 && !before) note("create", number_of(file), 0, 0, path, "", 0);
  else if (file >= 0 && (flags & O_TRUNC)) note("cut", before, 0, 0, path, "", 0);
  return file;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE return opening(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opening(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opening(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opening(folder, path, flags, mode); }

int ftruncate(int file, off_t length) {
  char path[PATH_MAX];
  if (!path_of(file, path)) return real_ftruncate(file, length);
  if (fails(NO_ROOM)) return -1;
  int result = real_ftruncate(file, length);
  if (!result) note("cut", number_of(file), 0, length, path, "", 0);
  return result;
}
int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

/* The disk below is not waited for: the losses of a power cut are worked out from the record. */
int fsync(int file) {
  char path[PATH_MAX];
  if (!path_of(file, path)) return real_fsync(file);
  if (fails(NO_ROOM)) return -1;
  note("sync", number_of(file), 0, 0, path, "", 0);
  return 0;
}
int fdatasync(int file) { return fsync(file); }

int rename(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX];
  int ours = whole(AT_FDCWD, from, old);
  if (!whole(AT_FDCWD, to, new) && !ours) return real_rename(from, to);
  unsigned long number = number_at(old);
  if (fails(NO_ROOM)) return -1;
  int result = real_rename(from, to);
  if (!result) note("rename", number, 0, 0, old, new, 0);
  return result;
}

int link(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX];
  whole(AT_FDCWD, from, old);
  if (!whole(AT_FDCWD, to, new)) return real_link(from, to);
  if (fails(ROOM)) return -1;
  int result = real_link(from, to);
  if (!result) note("link", number_at(old), 0, 0, old, new, 0);
  return result;
}

int unlink(const char *name) {
  char path[PATH_MAX];
  if (!whole(AT_FDCWD, name, path) || !number_at(path)) return real_unlink(name);
  if (fails(NO_ROOM)) return -1;
  int result = real_unlink(name);
  if (!result) note("unlink", 0, 0, 0, path, "", 0);
  return result;
}

int rmdir(const char *name) {
  char path[PATH_MAX];
  if (!whole(AT_FDCWD, name, path) || !number_at(path)) return real_rmdir(name);
  if (fails(NO_ROOM)) return -1;
  int result = real_rmdir(name);
  if (!result) note("rmdir", 0, 0, 0, path, "", 0);
  return result;
}

int mkdir(const char *name, mode_t mode) {
  char path[PATH_MAX];
  if (!whole(AT_FDCWD, name, path) || number_at(path)) return real_mkdir(name, mode);
  if (fails(ROOM)) return -1;
  int result = real_mkdir(name, mode);
  if (!result) note("mkdir", 0, 0, 0, path, "", 0);
  return result;
}

/* Node copies files by this call, and the bytes never pass through the process. */
static ssize_t copying(long call, int from, int to, long a, long b, size_t size, long flags) {
  char path[PATH_MAX], self[64];
  int ours = path_of(to, path);
  if (ours && fails(ROOM)) return -1;
  off_t at = call == SYS_copy_file_range && b ? *(off_t *)b : lseek(to, 0, SEEK_CUR);
  ssize_t done = call == SYS_sendfile ? real_syscall(call, to, from, a, size) : real_syscall(call, from, a, to, b, size, flags);
  if (!ours || record < 0 || done <= 0) return done;
  snprintf(self, sizeof self, "/proc/self/fd/%d", to);
  int file = real_open(self, O_RDONLY | O_CLOEXEC);
  char *bytes = malloc(done);
  if (file < 0 || !bytes || pread(file, bytes, done, at) != done) abort();
  note("write", number_of(to), at, done, path, "", bytes);
  free(bytes);
  close(file);
  return done;
}
ssize_t copy_file_range(int from, off_t *a, int to, off_t *b, size_t size, unsigned flags) {
  return copying(SYS_copy_file_range, from, to, (long)a, (long)b, size, flags);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) { return copying(SYS_sendfile, from, to, (long)at, 0, size, 0); }
ssize_t sendfile64(int to, int from, off_t *at, size_t size) { return sendfile(to, from, at, size); }

long syscall(long call, ...) {
  va_list rest;
  long given[6];
  va_start(rest, call);
  for (int i = 0; i < 6; i++) given[i] = va_arg(rest, long);
  va_end(rest);
  if (call == SYS_copy_file_range) return copying(call, given[0], given[2], given[1], given[3], given[4], given[5]);
  return real_syscall(call, given[0], given[1], given[2], given[3], given[4], given[5]);
}
