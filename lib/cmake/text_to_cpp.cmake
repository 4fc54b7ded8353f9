# Writes a C++ source with a function that returns the text of a file.
#
# usage: cmake -D FROM=file -D TO=source.cpp -D HEADER=header.hpp -D SCOPE=name::space -D NAME=function -P text_to_cpp.cmake
file(READ ${FROM} text)
string(LENGTH "${text}" size)
file(WRITE ${TO} "#include \"${HEADER}\"\n\nstd::string_view ${SCOPE}::${NAME}() noexcept {\n    return\n")
set(at 0)
while(at LESS size)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  file(APPEND ${TO} "R\"~~~(${piece})~~~\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(APPEND ${TO} ";\n}\n")
