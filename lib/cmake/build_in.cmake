# Compiles the text of a file in, as a function of `header` and `scope` that returns it.
function(frameio_build_in target header scope name file)
  string(REPLACE "::" "_" unique ${scope})
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${unique}_${name}.cpp)
  add_custom_command(
    OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} -D FROM=${file} -D TO=${made} -D HEADER=${header} -D SCOPE=${scope} -D NAME=${name}
            -P ${PROJECT_SOURCE_DIR}/lib/cmake/text_to_cpp.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/lib/cmake/text_to_cpp.cmake)
  # A literal may be as long as compilers that we know take it.
  set_source_files_properties(${made} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE ${made})
endfunction()
