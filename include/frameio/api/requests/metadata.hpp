// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: metadata.

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// What is sent as metadata change.
class metadata_change {
public:
    metadata_change(std::string field_definition_id, json value)
        : field_definition_id_(std::move(field_definition_id)), value_(std::move(value)) {}

private:
    friend struct members_of<metadata_change>;

    std::string field_definition_id_;
    json value_;
};

/// What is sent as metadata changes.
class metadata_changes {
public:
    metadata_changes() {}  // not defaulted: it must not be an aggregate

    /// Files for bulk updates.
    metadata_changes& file_ids(std::vector<std::string> value) {
        file_ids_ = std::move(value);
        return *this;
    }
    /// Adds one.
    metadata_changes& file_id(std::string value) {
        file_ids_.push_back(std::move(value));
        return *this;
    }

    /// Metadata field and value mapping params. Note: Select and MultiSelect field values should be passed as lists,
    /// eg: [<uuid>]. Users and MultiUser values should be passed as lists formatted as follows: [{id: <user_id>, type:
    /// "user"}, {id: <user_group_id>, type: "account_user_group"}
    metadata_changes& values(std::vector<metadata_change> value) {
        values_ = std::move(value);
        return *this;
    }
    /// Adds one.
    metadata_changes& value(metadata_change value) {
        values_.push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<metadata_changes>;

    std::vector<std::string> file_ids_;
    std::vector<metadata_change> values_;
};

}  // namespace frameio::api
