// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/shares.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<new_share> {
    static new_share blank() {
        return new_share({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_share& to);
void write(json_writer& to, const new_share& value);
template <>
struct members_of<share_reviewers> {
    static share_reviewers blank() {
        return share_reviewers();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, share_reviewers& to);
void write(json_writer& to, const share_reviewers& value);
template <>
struct members_of<reviewer_invitation> {
    static reviewer_invitation blank() {
        return reviewer_invitation({}, members_of<share_reviewers>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, reviewer_invitation& to);
void write(json_writer& to, const reviewer_invitation& value);
template <>
struct members_of<reviewer_removal> {
    static reviewer_removal blank() {
        return reviewer_removal(members_of<share_reviewers>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, reviewer_removal& to);
void write(json_writer& to, const reviewer_removal& value);
template <>
struct members_of<share_asset> {
    static share_asset blank() {
        return share_asset({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, share_asset& to);
void write(json_writer& to, const share_asset& value);
template <>
struct members_of<share_changes> {
    static share_changes blank() {
        return share_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, share_changes& to);
void write(json_writer& to, const share_changes& value);

}  // namespace frameio::api
