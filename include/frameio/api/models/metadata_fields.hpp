// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: metadata fields.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

class date_format : public open_enum<date_format> {
public:
    using open_enum::open_enum;

    static constexpr known local{"local"};
    static constexpr known friendly{"friendly"};
    static constexpr known usa{"usa"};
    static constexpr known euro{"euro"};
    static constexpr known iso{"iso"};
};

class time_format : public open_enum<time_format> {
public:
    using open_enum::open_enum;

    static constexpr known twelve_hour{"twelve_hour"};
    static constexpr known twenty_four_hour{"twenty_four_hour"};
};

/// Date configuration.
struct date_configuration {
    date_format display_format;
    std::optional<bool> display_timezone;
    std::optional<bool> include_time;
    std::optional<api::time_format> time_format;
};

/// Date definition.
struct date_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    date_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// Definition option.
struct definition_option {
    std::optional<std::string> id;
    /// Option display name.
    std::string display_name;
    /// Color value hex code for the `display_name`. ex: #fbd400.
    std::optional<std::string> color;
};

/// Long text definition.
struct long_text_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    json field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

class number_format : public open_enum<number_format> {
public:
    using open_enum::open_enum;

    static constexpr known bitrate{"bitrate"};
    static constexpr known bits{"bits"};
    static constexpr known duration{"duration"};
    static constexpr known framerate{"framerate"};
    static constexpr known frequency{"frequency"};
    static constexpr known storage{"storage"};
    static constexpr known timecode{"timecode"};
};

/// Number configuration.
struct number_configuration {
    /// Number scale. Indicates the number of decimal places of precision for the number value.
    std::int64_t scale = 0;
    /// Number format.
    std::optional<api::number_format> number_format;
};

/// Number definition.
struct number_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    number_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

class rating_style : public open_enum<rating_style> {
public:
    using open_enum::open_enum;

    static constexpr known star{"star"};
    static constexpr known heart{"heart"};
    static constexpr known thumbs_up{"thumbs_up"};
};

/// Rating configuration.
struct rating_configuration {
    std::int64_t max_value = 0;
    /// Color value hex code for the `style` icon symbols. ex: #fbd400.
    std::optional<std::string> color;
    /// Field type.
    std::optional<rating_style> style;
};

/// Rating definition.
struct rating_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    rating_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// Select configuration.
struct select_configuration {
    std::vector<definition_option> options;
    /// Allow or disallow adding in new option(s) from the grid/list view.
    std::optional<bool> enable_add_new;
};

/// Select definition.
struct select_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    select_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// Select multi configuration.
struct select_multi_configuration {
    std::vector<definition_option> options;
    /// Allow or disallow adding in new option(s) from the grid/list view.
    std::optional<bool> enable_add_new;
};

/// Select multi definition.
struct select_multi_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    select_multi_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// Text definition.
struct text_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    json field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// Toggle configuration.
struct toggle_configuration {
    /// Color value hex code. ex: #fbd400.
    std::optional<std::string> color;
};

/// Toggle definition.
struct toggle_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    toggle_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// User multi configuration.
struct user_multi_configuration {
    std::vector<user_value> custom_members;
    api::member_options_type member_options_type;
    bool notify_members = false;
};

/// User multi definition.
struct user_multi_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    user_multi_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// User single configuration.
struct user_single_configuration {
    std::vector<user_value> custom_members;
    api::member_options_type member_options_type;
    bool notify_members = false;
};

/// User single definition.
struct user_single_definition {
    /// Field definition ID.
    std::string id;
    /// FieldDefinition Name.
    std::string name;
    /// Created Timestamp.
    timestamp created_at;
    /// Field definition creator ID.
    std::string creator_id;
    user_single_configuration field_configuration;
    /// Field type.
    api::field_type field_type;
    /// Field definition mutability. System fields cannot be updated.
    bool mutable_ = false;
    /// Updated Timestamp.
    timestamp updated_at;
    /// User details.
    std::optional<user> creator;
};

/// One of several, told apart by `field_type`.
/// A kind that is newer than this library comes as `json`.
using field_definition = std::variant<date_definition, long_text_definition, number_definition, rating_definition,
                                      select_definition, select_multi_definition, text_definition, toggle_definition,
                                      user_multi_definition, user_single_definition, json>;

}  // namespace frameio::api
