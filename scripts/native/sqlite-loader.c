/* Loads the prebuilt SQLite addon, which asks for Node-API 10, on a runtime that offers Node-API 9 (Electron before 35).
 *
 * The addon uses one thing that 9 lacks: napi_create_reference takes any value since 10, and only objects, functions
 * and symbols before. This loader opens the addon's file, points its entries for napi_create_reference and
 * napi_get_reference_value at the two functions below, which put other values in a tagged object and take them out
 * again, and hands over to the addon. The file itself stays as it is. Linux on x86-64 only. */
#define _GNU_SOURCE
#define NAPI_VERSION 9
#include <dlfcn.h>
#include <elf.h>
#include <limits.h>
#include <link.h>
#include <node_api.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ADDON_FILE "better-sqlite3.node" /* beside this file */
#define BOXED_PROPERTY "value"

static const napi_type_tag box_tag = {0x3f0c8d5b6a914e27ULL, 0xa1d27c98e45b6f03ULL};

static int can_be_referenced(napi_valuetype type) {
  return type == napi_object || type == napi_function || type == napi_external || type == napi_symbol;
}

static napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref *result) {
  napi_valuetype type;
  napi_value box;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (can_be_referenced(type)) return napi_create_reference(env, value, count, result);
  if ((status = napi_create_object(env, &box)) != napi_ok) return status;
  if ((status = napi_type_tag_object(env, box, &box_tag)) != napi_ok) return status;
  if ((status = napi_set_named_property(env, box, BOXED_PROPERTY, value)) != napi_ok) return status;
  return napi_create_reference(env, box, count, result);
}

static napi_status get_reference_value(napi_env env, napi_ref reference, napi_value *result) {
  napi_valuetype type;
  bool is_box = false;
  napi_status status = napi_get_reference_value(env, reference, result);
  if (status != napi_ok || *result == NULL) return status;
  if ((status = napi_typeof(env, *result, &type)) != napi_ok || type != napi_object) return status;
  if ((status = napi_check_object_type_tag(env, *result, &box_tag, &is_box)) != napi_ok || !is_box) return status;
  return napi_get_named_property(env, *result, BOXED_PROPERTY, result);
}

static void *replacement_for(const char *name) {
  if (strcmp(name, "napi_create_reference") == 0) return (void *)create_reference;
  if (strcmp(name, "napi_get_reference_value") == 0) return (void *)get_reference_value;
  return NULL;
}

struct relocations {
  const Elf64_Rela *entries;
  size_t bytes;
};

/* Where the dynamic linker found the addon's tables (ELF gABI chapter 5, "Dynamic Section"). */
struct dynamic_section {
  const Elf64_Sym *symbols;
  const char *strings;
  struct relocations calls, data;
};

static struct dynamic_section read_dynamic_section(const struct link_map *addon) {
  struct dynamic_section found = {0};
  for (const Elf64_Dyn *entry = addon->l_ld; entry->d_tag != DT_NULL; entry++) {
    switch (entry->d_tag) {
      case DT_SYMTAB: found.symbols = (const Elf64_Sym *)entry->d_un.d_ptr; break;
      case DT_STRTAB: found.strings = (const char *)entry->d_un.d_ptr; break;
      case DT_JMPREL: found.calls.entries = (const Elf64_Rela *)entry->d_un.d_ptr; break;
      case DT_PLTRELSZ: found.calls.bytes = entry->d_un.d_val; break;
      case DT_RELA: found.data.entries = (const Elf64_Rela *)entry->d_un.d_ptr; break;
      case DT_RELASZ: found.data.bytes = entry->d_un.d_val; break;
    }
  }
  return found;
}

/* The linker may have made the entry's page read-only (RELRO). */
static int write_entry(void **entry, void *value) {
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  if (mprotect((void *)((uintptr_t)entry & ~(page - 1)), page, PROT_READ | PROT_WRITE) != 0) return 0;
  *entry = value;
  return 1;
}

static int redirect(const struct link_map *addon, const struct dynamic_section *tables, struct relocations list) {
  int written = 0;
  for (size_t i = 0; list.entries != NULL && i < list.bytes / sizeof(Elf64_Rela); i++) {
    const Elf64_Rela *relocation = &list.entries[i];
    const unsigned type = ELF64_R_TYPE(relocation->r_info);
    if (type != R_X86_64_JUMP_SLOT && type != R_X86_64_GLOB_DAT) continue;
    void *to = replacement_for(tables->strings + tables->symbols[ELF64_R_SYM(relocation->r_info)].st_name);
    if (to == NULL) continue;
    written += write_entry((void **)(addon->l_addr + relocation->r_offset), to);
  }
  return written;
}

typedef napi_value (*addon_start)(napi_env env, napi_value exports);

static addon_start start;
static char failure[PATH_MAX + 256];

static void open_addon(void) {
  Dl_info self;
  struct link_map *addon;
  char path[PATH_MAX];
  if (dladdr((void *)create_reference, &self) == 0) return;
  const char *slash = strrchr(self.dli_fname, '/');
  const int folder = slash == NULL ? 0 : (int)(slash - self.dli_fname + 1);
  snprintf(path, sizeof path, "%.*s%s", folder, self.dli_fname, ADDON_FILE);
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL || dlinfo(handle, RTLD_DI_LINKMAP, &addon) != 0) {
    snprintf(failure, sizeof failure, "%s", dlerror());
    return;
  }
  const struct dynamic_section tables = read_dynamic_section(addon);
  if (redirect(addon, &tables, tables.calls) + redirect(addon, &tables, tables.data) < 2) {
    snprintf(failure, sizeof failure, "%s does not use Node-API as expected", path);
    return;
  }
  start = (addon_start)dlsym(handle, "napi_register_module_v1");
}

/* Runs once in every thread that loads the addon; the file is opened once for all of them. */
NAPI_MODULE_INIT() {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_addon);
  if (start != NULL) return start(env, exports);
  napi_throw_error(env, NULL, failure[0] == '\0' ? "the SQLite addon does not start" : failure);
  return NULL;
}
