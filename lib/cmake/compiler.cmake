# How everything of ours is compiled. Nothing here reaches those who link the library.

find_program(FRAMEIO_CCACHE ccache)
mark_as_advanced(FRAMEIO_CCACHE)
if(FRAMEIO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need both kinds of sloppiness, or nothing that uses one is ever found again. What a file depends on
  # the compiler says: no preprocessor is run for that before it.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_DEPEND=1;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${FRAMEIO_CCACHE}")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12.3)
  message(STATUS "Note: g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles some coroutine code that is correct (a temporary "
                 "aggregate or a capturing lambda in a statement with co_await, co_await in a condition). Keep your "
                 "handlers to the shapes in samples/quickstart/README.md, \"g++ 12\", or build with CXX=clang++-19.")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Early on it looks for garbage again and again, in what was precompiled, too: that takes a tenth of its time, and saves
  # a tenth of its memory.
  add_compile_options(--param=ggc-min-heapsize=524288)
endif()

add_library(frameio_warnings INTERFACE)
target_compile_options(frameio_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                                  -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 about std::string (PR 105329, 105651); the sanitizers and clang look for the real ones.
  target_compile_options(frameio_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
                                                    -Wno-stringop-overread)
  # Without optimisation it takes the delete of a coroutine's frame for one of another kind than its new.
  target_compile_options(frameio_warnings INTERFACE -Wno-mismatched-new-delete)
endif()
if(FRAMEIO_WERROR)
  target_compile_options(frameio_warnings INTERFACE -Werror)
endif()

if(FRAMEIO_SANITIZE)
  add_compile_options(-fsanitize=${FRAMEIO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FRAMEIO_SANITIZE})
  # There are many programs to link, and large ones.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    include(CheckLinkerFlag)
    check_linker_flag(CXX -fuse-ld=lld FRAMEIO_LLD)
    if(FRAMEIO_LLD)
      add_link_options(-fuse-ld=lld)
    endif()
  endif()
endif()
