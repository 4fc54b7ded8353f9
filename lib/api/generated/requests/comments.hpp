// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/comments.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<new_anchor> {
    static new_anchor blank() {
        return new_anchor(0, 0);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_anchor& to);
void write(json_writer& to, const new_anchor& value);
template <>
struct members_of<new_link> {
    static new_link blank() {
        return new_link(0, 0, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_link& to);
void write(json_writer& to, const new_link& value);
template <>
struct members_of<new_text_review_bounds> {
    static new_text_review_bounds blank() {
        return new_text_review_bounds(0, 0, 0, 0);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_text_review_bounds& to);
void write(json_writer& to, const new_text_review_bounds& value);
template <>
struct members_of<text_review_changes> {
    static text_review_changes blank() {
        return text_review_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, text_review_changes& to);
void write(json_writer& to, const text_review_changes& value);
template <>
struct members_of<comment_changes> {
    static comment_changes blank() {
        return comment_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, comment_changes& to);
void write(json_writer& to, const comment_changes& value);
template <>
struct members_of<new_attachment> {
    static new_attachment blank() {
        return new_attachment({}, 0, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_attachment& to);
void write(json_writer& to, const new_attachment& value);
template <>
struct members_of<new_text_review> {
    static new_text_review blank() {
        return new_text_review({}, {}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_text_review& to);
void write(json_writer& to, const new_text_review& value);
template <>
struct members_of<new_comment> {
    static new_comment blank() {
        return new_comment({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_comment& to);
void write(json_writer& to, const new_comment& value);

}  // namespace frameio::api
