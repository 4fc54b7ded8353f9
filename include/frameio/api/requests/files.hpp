// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: files.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Files to copy or move together.
class file_batch {
public:
    /// @param parent_id The folder to copy or move them to.
    explicit file_batch(std::string parent_id) : parent_id_(std::move(parent_id)) {}

    /// The files, 1 to 100.
    file_batch& file_ids(std::vector<std::string> value) {
        file_ids_ = std::move(value);
        return *this;
    }
    /// Adds one.
    file_batch& file_id(std::string value) {
        file_ids_.push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<file_batch>;

    std::vector<std::string> file_ids_;
    std::string parent_id_;
};

/// File update parameters.
class file_changes {
public:
    file_changes() {}  // not defaulted: it must not be an aggregate

    /// File name.
    file_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<file_changes>;

    settable<std::string> name_;
};

/// File copy parameters.
class file_copy {
public:
    file_copy() {}  // not defaulted: it must not be an aggregate

    /// Destination folder ID. Defaults to file parent ID.
    file_copy& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<file_copy>;

    settable<std::string> parent_id_;
};

/// What is sent as file import.
class file_import {
public:
    /// @param name File name.
    /// @param key File key/path within the filespace.
    /// @param storage_location Storage location with account UUID as the value or prefix. Applies to accounts with
    /// Storage Connect.
    file_import(std::string name, std::string key, std::string storage_location)
        : name_(std::move(name)), key_(std::move(key)), storage_location_(std::move(storage_location)) {}

private:
    friend struct members_of<file_import>;

    std::string name_;
    std::string key_;
    std::string storage_location_;
};

/// File move parameters.
class file_move {
public:
    file_move() {}  // not defaulted: it must not be an aggregate

    /// Destination folder or version stack ID.
    file_move& parent_id(std::string value) {
        parent_id_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<file_move>;

    settable<std::string> parent_id_;
};

/// What is sent as new file.
class new_file {
public:
    /// @param name File name.
    /// @param file_size File size in bytes (up to 5TB).
    /// @param media_type MIME type, Example: image/gif.
    new_file(std::string name, std::int64_t file_size, std::string media_type)
        : name_(std::move(name)), file_size_(file_size), media_type_(std::move(media_type)) {}

    /// Source URL - Initiates a remote upload from the given URL when present.
    new_file& source_url(std::string value) {
        source_url_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_file>;

    std::string name_;
    std::int64_t file_size_ = 0;
    std::string media_type_;
    settable<std::string> source_url_;
};

/// What is sent as new local upload.
class new_local_upload {
public:
    /// @param name File name.
    /// @param file_size File size in bytes (up to 5TB).
    new_local_upload(std::string name, std::int64_t file_size) : name_(std::move(name)), file_size_(file_size) {}

private:
    friend struct members_of<new_local_upload>;

    std::string name_;
    std::int64_t file_size_ = 0;
};

/// What is sent as new remote upload.
class new_remote_upload {
public:
    /// @param name File name.
    /// @param source_url Source URL - Initiates a remote upload from the provided URL.
    new_remote_upload(std::string name, std::string source_url)
        : name_(std::move(name)), source_url_(std::move(source_url)) {}

private:
    friend struct members_of<new_remote_upload>;

    std::string name_;
    std::string source_url_;
};

}  // namespace frameio::api
