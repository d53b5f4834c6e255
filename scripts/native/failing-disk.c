/*
 * Stands between a program and the disk (LD_PRELOAD) and lets one write fail, or every one from there on.
 *
 *   FAILING_DISK_UNDER   folder whose files and folders count
 *   FAILING_DISK_AT      number of the write that fails first, from 1; 0: none, only count
 *   FAILING_DISK_ERRNO   what it fails with
 *   FAILING_DISK_NAMES   what names fail with when the disk is gone altogether (nothing on it is even opened then); 0: it is there
 *   FAILING_DISK_STAYS   1: every write from there on fails, until the file named next is there
 *   FAILING_DISK_FREED   file that says that the disk is well again
 *   FAILING_DISK_COUNT   file into which go, at the end, how many there were of each kind that follows
 *
 * A write is what changes a disk: writing, flushing, cutting, and making, renaming and removing names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Writing and making, removing, flushing, opening what is there for writing, and for reading: no disk refuses all of them. */
enum kind { WRITES, REMOVES, FLUSHES, REOPENS, READS, KINDS };

static atomic_long seen[KINDS], writes;
static long fails_at;
static int fails_with, names_fail_with, stays;
static const char *under, *freed;
static size_t under_length;

static long number(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

__attribute__((constructor)) static void begin(void) {
  under = getenv("FAILING_DISK_UNDER");
  under_length = under == NULL ? 0 : strlen(under);
  freed = getenv("FAILING_DISK_FREED");
  fails_at = number("FAILING_DISK_AT");
  fails_with = (int)number("FAILING_DISK_ERRNO");
  names_fail_with = (int)number("FAILING_DISK_NAMES");
  stays = number("FAILING_DISK_STAYS") == 1;
}

__attribute__((destructor)) static void end(void) {
  const char *file = getenv("FAILING_DISK_COUNT");
  FILE *out = file == NULL ? NULL : fopen(file, "w");
  if (out == NULL) return;
  for (int kind = 0; kind < KINDS; kind++) fprintf(out, "%ld ", atomic_load(&seen[kind]));
  fclose(out);
}

static int counts_path(const char *path) {
  if (under_length == 0 || path == NULL || strncmp(path, under, under_length) != 0) return 0;
  return path[under_length] == 0 || path[under_length] == '/';
}

static int counts_fd(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return counts_path(path);
}

/* A full disk lets go of what it has and has room for what is flushed; one that may only be read has nothing to flush. */
static int refuses(enum kind kind) {
  if (kind == REMOVES) return fails_with != ENOSPC;
  if (kind == FLUSHES) return fails_with != ENOSPC && fails_with != EROFS;
  if (kind == REOPENS) return fails_with == EROFS || names_fail_with != 0;
  return kind == WRITES || names_fail_with != 0;
}

/* True when this write is to fail; errno is set then. */
static int fails(enum kind kind) {
  atomic_fetch_add(&seen[kind], 1);
  if (!refuses(kind)) return 0;
  long n = atomic_fetch_add(&writes, 1) + 1;
  if (fails_at == 0 || (stays ? n < fails_at : n != fails_at)) return 0;
  if (stays && freed != NULL && access(freed, F_OK) == 0) return 0;
  errno = fails_with;
  return 1;
}

static int name_fails(enum kind kind) {
  if (!fails(kind)) return 0;
  if (names_fail_with != 0) errno = names_fail_with;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define ON_FD(result, name, parameters, arguments, fd) \
  result name parameters { \
    if (counts_fd(fd) && fails(WRITES)) return -1; \
    return REAL(name) arguments; \
  }
#define ON_PATH(name, parameters, arguments, path) \
  int name parameters { \
    if (counts_path(path) && name_fails(WRITES)) return -1; \
    return REAL(name) arguments; \
  }

ON_FD(ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n), fd)
ON_FD(ssize_t, pwrite, (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at), fd)
ON_FD(ssize_t, pwrite64, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at), fd)
ON_FD(ssize_t, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n), fd)
ON_FD(ssize_t, pwritev, (int fd, const struct iovec *parts, int n, off_t at), (fd, parts, n, at), fd)
ON_FD(ssize_t, pwritev64, (int fd, const struct iovec *parts, int n, off64_t at), (fd, parts, n, at), fd)
ON_FD(int, ftruncate, (int fd, off_t length), (fd, length), fd)
ON_FD(int, ftruncate64, (int fd, off64_t length), (fd, length), fd)
ON_FD(ssize_t, copy_file_range, (int in, off64_t *from, int out, off64_t *to, size_t n, unsigned flags), (in, from, out, to, n, flags), out)
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode), path)
ON_PATH(rename, (const char *from, const char *to), (from, to), to)
ON_PATH(link, (const char *from, const char *to), (from, to), to)

#define REMOVE(name) \
  int name(const char *path) { \
    if (counts_path(path) && name_fails(REMOVES)) return -1; \
    return REAL(name)(path); \
  }
REMOVE(unlink)
REMOVE(rmdir)

#define FLUSH(name) \
  int name(int fd) { \
    if (counts_fd(fd) && fails(FLUSHES)) return -1; \
    return REAL(name)(fd); \
  }
FLUSH(fsync)
FLUSH(fdatasync)

int posix_fallocate(int fd, off_t at, off_t length) {
  if (counts_fd(fd) && fails(WRITES)) return errno;
  return REAL(posix_fallocate)(fd, at, length);
}

int posix_fallocate64(int fd, off64_t at, off64_t length) {
  if (counts_fd(fd) && fails(WRITES)) return errno;
  return REAL(posix_fallocate64)(fd, at, length);
}

/* A full disk takes no new file; one that may only be read is not opened for writing either, and one that is gone not at all. */
static int opening_fails(const char *path, int flags) {
  if (!counts_path(path)) return 0;
  if ((flags & O_CREAT) != 0 && access(path, F_OK) != 0) return name_fails(WRITES);
  return name_fails((flags & (O_WRONLY | O_RDWR)) != 0 ? REOPENS : READS);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (opening_fails(path, flags)) return -1; \
    return REAL(name)(path, flags, mode); \
  }
#define OPEN_AT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (opening_fails(path, flags)) return -1; \
    return REAL(name)(folder, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)
