/*
 * Notes what a process does to the files of one folder, in order, so that a disk can be made again as a power cut would have left it:
 * preloaded (LD_PRELOAD), with WRITE_JOURNAL_OF naming the folder and WRITE_JOURNAL the file to note it in.
 *
 * A note is `OP OFFSET LENGTH PATH\n`, then for a write its bytes. OP: C created, W written, T cut to LENGTH, S synced (a file or the folder),
 * U unlinked. What is mapped (-shm) is not seen, and need not be: SQLite makes it anew.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static const char *folder(void) {
  const char *named = getenv("WRITE_JOURNAL_OF");
  return named == NULL ? "" : named;
}

static int is_ours(const char *path) {
  size_t length = strlen(folder());
  return length > 0 && strncmp(path, folder(), length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* The path of an open file of the folder; 0 for any other. */
static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return is_ours(path);
}

/* By the system call itself: whatever else would come back here. */
static void put(int journal, const void *bytes, size_t length) {
  for (size_t done = 0; done < length;) {
    long put = syscall(SYS_write, journal, (const char *)bytes + done, length - done);
    if (put <= 0) abort();
    done += (size_t)put;
  }
}

static void note(char op, const char *path, long long offset, size_t length, const void *bytes) {
  static int journal = -1;
  char heading[PATH_MAX + 64];
  int size = snprintf(heading, sizeof heading, "%c %lld %zu %s\n", op, offset, length, path);
  pthread_mutex_lock(&one_at_a_time);
  if (journal < 0) journal = (int)syscall(SYS_openat, AT_FDCWD, getenv("WRITE_JOURNAL"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  put(journal, heading, (size_t)size);
  if (bytes != NULL) put(journal, bytes, length);
  pthread_mutex_unlock(&one_at_a_time);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int open64(const char *path, int flags, ...) {
  REAL(open64);
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  struct stat before;
  int creates = (flags & O_CREAT) != 0 && is_ours(path) && stat(path, &before) != 0;
  int fd = real(path, flags, mode);
  if (fd >= 0 && creates) note('C', path, 0, 0, NULL);
  return fd;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  REAL(pwrite64);
  ssize_t written = real(fd, bytes, length, offset);
  char path[PATH_MAX];
  if (written > 0 && path_of(fd, path)) note('W', path, offset, (size_t)written, bytes);
  return written;
}

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  int failed = real(fd, length);
  char path[PATH_MAX];
  if (!failed && path_of(fd, path)) note('T', path, 0, (size_t)length, NULL);
  return failed;
}

int fsync(int fd) {
  REAL(fsync);
  int failed = real(fd);
  char path[PATH_MAX];
  if (!failed && path_of(fd, path)) note('S', path, 0, 0, NULL);
  return failed;
}

int fdatasync(int fd) {
  REAL(fdatasync);
  int failed = real(fd);
  char path[PATH_MAX];
  if (!failed && path_of(fd, path)) note('S', path, 0, 0, NULL);
  return failed;
}

int unlink(const char *path) {
  REAL(unlink);
  int failed = real(path);
  if (!failed && is_ours(path)) note('U', path, 0, 0, NULL);
  return failed;
}

/* What is written without a place is followed by nothing here, so a store that began to do so must not go unseen. */
ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  char path[PATH_MAX];
  if (path_of(fd, path)) {
    fprintf(stderr, "write-journal: %s was written without a place\n", path);
    abort();
  }
  return real(fd, bytes, length);
}
