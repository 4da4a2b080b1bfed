/* Loaded before libc: the n-th call from now that touches a file in a folder fails.
 *
 * arm(folder, n, error, times): the n-th, (n+1)-th … call fails with that errno, `times` of
 * them. Answers how many calls there were since it was last called. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static int left, failing, error, calls;

int arm(const char *where, int n, int number, int times) {
  int before = calls;
  snprintf(folder, sizeof folder, "%s", where);
  left = n;
  error = number;
  failing = times;
  calls = 0;
  return before;
}

static int fails(const char *path) {
  if (!folder[0] || !path || !strstr(path, folder)) return 0;
  calls++;
  if (left > 1) {
    left--;
    return 0;
  }
  if (failing <= 0) return 0;
  failing--;
  errno = error;
  return 1;
}

static int fails_on(int handle) {
  char link[64], path[4096];
  if (!folder[0]) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(path);
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

ssize_t pread64(int handle, void *to, size_t size, off64_t at) {
  if (fails_on(handle)) return -1;
  return REAL(ssize_t, pread64, int, void *, size_t, off64_t)(handle, to, size, at);
}
ssize_t pwrite64(int handle, const void *from, size_t size, off64_t at) {
  if (fails_on(handle)) return -1;
  return REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(handle, from, size, at);
}
ssize_t read(int handle, void *to, size_t size) {
  if (fails_on(handle)) return -1;
  return REAL(ssize_t, read, int, void *, size_t)(handle, to, size);
}
ssize_t write(int handle, const void *from, size_t size) {
  if (fails_on(handle)) return -1;
  return REAL(ssize_t, write, int, const void *, size_t)(handle, from, size);
}
int fsync(int handle) {
  if (fails_on(handle)) return -1;
  return REAL(int, fsync, int)(handle);
}
int fdatasync(int handle) {
  if (fails_on(handle)) return -1;
  return REAL(int, fdatasync, int)(handle);
}
int ftruncate64(int handle, off64_t size) {
  if (fails_on(handle)) return -1;
  return REAL(int, ftruncate64, int, off64_t)(handle, size);
}
int unlink(const char *path) {
  if (fails(path)) return -1;
  return REAL(int, unlink, const char *)(path);
}
int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (fails(path)) return -1;
  return REAL(int, open64, const char *, int, mode_t)(path, flags, mode);
}
