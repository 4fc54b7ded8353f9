// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/requests/shares.hpp"

#include "api/generated/models/shares.hpp"

namespace frameio::api {

template <class Io, class T>
void members_of<new_share>::visit(Io& io, T& it) {
    io.required("name", it.name_);
    io.required("access", it.access_);
    io.constant("type", "asset");
    io.optional("asset_ids", it.asset_ids_);
    io.optional("description", it.description_);
    io.optional("downloading_enabled", it.downloading_enabled_);
    io.optional("expiration", it.expiration_);
    io.optional("passphrase", it.passphrase_);
}

bool read(const json_reader& from, new_share& to) {
    object_reader io(from);
    members_of<new_share>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const new_share& value) {
    object_writer io(to);
    members_of<new_share>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<share_reviewers>::visit(Io& io, T& it) {
    io.optional("adobe_user_ids", it.adobe_user_ids_);
    io.optional("emails", it.emails_);
    io.optional("user_ids", it.user_ids_);
}

bool read(const json_reader& from, share_reviewers& to) {
    object_reader io(from);
    members_of<share_reviewers>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const share_reviewers& value) {
    object_writer io(to);
    members_of<share_reviewers>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<reviewer_invitation>::visit(Io& io, T& it) {
    io.required("message", it.message_);
    io.required("reviewers", it.reviewers_);
}

bool read(const json_reader& from, reviewer_invitation& to) {
    object_reader io(from);
    members_of<reviewer_invitation>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const reviewer_invitation& value) {
    object_writer io(to);
    members_of<reviewer_invitation>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<reviewer_removal>::visit(Io& io, T& it) {
    io.required("reviewers", it.reviewers_);
}

bool read(const json_reader& from, reviewer_removal& to) {
    object_reader io(from);
    members_of<reviewer_removal>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const reviewer_removal& value) {
    object_writer io(to);
    members_of<reviewer_removal>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<share_asset>::visit(Io& io, T& it) {
    io.required("asset_id", it.asset_id_);
}

bool read(const json_reader& from, share_asset& to) {
    object_reader io(from);
    members_of<share_asset>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const share_asset& value) {
    object_writer io(to);
    members_of<share_asset>::visit(io, value);
    io.end();
}

template <class Io, class T>
void members_of<share_changes>::visit(Io& io, T& it) {
    io.optional("name", it.name_);
    io.optional("access", it.access_);
    io.optional("description", it.description_);
    io.optional("downloading_enabled", it.downloading_enabled_);
    io.optional("expiration", it.expiration_);
    io.optional("passphrase", it.passphrase_);
}

bool read(const json_reader& from, share_changes& to) {
    object_reader io(from);
    members_of<share_changes>::visit(io, to);
    return io.is_object();
}

void write(json_writer& to, const share_changes& value) {
    object_writer io(to);
    members_of<share_changes>::visit(io, value);
    io.end();
}

template std::string to_json(const new_share& value);
template new_share from_json<new_share>(std::string_view text);
template std::string to_json(const share_reviewers& value);
template share_reviewers from_json<share_reviewers>(std::string_view text);
template std::string to_json(const reviewer_invitation& value);
template reviewer_invitation from_json<reviewer_invitation>(std::string_view text);
template std::string to_json(const reviewer_removal& value);
template reviewer_removal from_json<reviewer_removal>(std::string_view text);
template std::string to_json(const share_asset& value);
template share_asset from_json<share_asset>(std::string_view text);
template std::string to_json(const share_changes& value);
template share_changes from_json<share_changes>(std::string_view text);

}  // namespace frameio::api
