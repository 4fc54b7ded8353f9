// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/errors.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_problem_source(Io& io, T& it) {
    io.optional("pointer", it.pointer);
}

bool read(const json_reader& from, problem_source& to) {
    object_reader io(from);
    visit_problem_source(io, to);
    return io.is_object();
}

void write(json_writer& to, const problem_source& value) {
    object_writer io(to);
    visit_problem_source(io, value);
    io.end();
}

template <class Io, class T>
void visit_problem(Io& io, T& it) {
    io.required("detail", it.detail);
    io.optional("source", it.source);
    io.optional("title", it.title);
}

bool read(const json_reader& from, problem& to) {
    object_reader io(from);
    visit_problem(io, to);
    return io.is_object();
}

void write(json_writer& to, const problem& value) {
    object_writer io(to);
    visit_problem(io, value);
    io.end();
}

template <class Io, class T>
void visit_error_list(Io& io, T& it) {
    io.required("errors", it.errors);
}

bool read(const json_reader& from, error_list& to) {
    object_reader io(from);
    visit_error_list(io, to);
    return io.is_object();
}

void write(json_writer& to, const error_list& value) {
    object_writer io(to);
    visit_error_list(io, value);
    io.end();
}

template std::string to_json(const problem_source& value);
template problem_source from_json<problem_source>(std::string_view text);
template std::string to_json(const problem& value);
template problem from_json<problem>(std::string_view text);
template std::string to_json(const error_list& value);
template error_list from_json<error_list>(std::string_view text);

}  // namespace frameio::api
