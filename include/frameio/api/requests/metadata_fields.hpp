// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: metadata fields.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/metadata_fields.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// What is sent as date configuration changes.
class date_configuration_changes {
public:
    date_configuration_changes() {}  // not defaulted: it must not be an aggregate

    date_configuration_changes& display_format(date_format value) {
        display_format_.set(std::move(value));
        return *this;
    }

    date_configuration_changes& display_timezone(bool value) {
        display_timezone_.set(value);
        return *this;
    }

    date_configuration_changes& include_time(bool value) {
        include_time_.set(value);
        return *this;
    }

    date_configuration_changes& time_format(api::time_format value) {
        time_format_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<date_configuration_changes>;

    settable<date_format> display_format_;
    settable<bool> display_timezone_;
    settable<bool> include_time_;
    settable<api::time_format> time_format_;
};

/// What is sent as date definition changes.
class date_definition_changes {
public:
    date_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    date_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    date_definition_changes& field_configuration(date_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<date_definition_changes>;

    settable<std::string> name_;
    settable<date_configuration_changes> field_configuration_;
};

/// What is sent as long text definition changes.
class long_text_definition_changes {
public:
    long_text_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    long_text_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<long_text_definition_changes>;

    settable<std::string> name_;
};

/// What is sent as number configuration changes.
class number_configuration_changes {
public:
    number_configuration_changes() {}  // not defaulted: it must not be an aggregate

    /// Number format.
    number_configuration_changes& number_format(api::number_format value) {
        number_format_.set(std::move(value));
        return *this;
    }

    /// Number scale. Indicates the number of decimal places of precision for the number value.
    number_configuration_changes& scale(std::int64_t value) {
        scale_.set(value);
        return *this;
    }

private:
    friend struct members_of<number_configuration_changes>;

    settable<api::number_format> number_format_;
    settable<std::int64_t> scale_;
};

/// What is sent as number definition changes.
class number_definition_changes {
public:
    number_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    number_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    number_definition_changes& field_configuration(number_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<number_definition_changes>;

    settable<std::string> name_;
    settable<number_configuration_changes> field_configuration_;
};

/// What is sent as rating configuration changes.
class rating_configuration_changes {
public:
    rating_configuration_changes() {}  // not defaulted: it must not be an aggregate

    /// Color value hex code for the `style` icon symbols. ex: #fbd400.
    rating_configuration_changes& color(std::string value) {
        color_.set(std::move(value));
        return *this;
    }

    rating_configuration_changes& max_value(std::int64_t value) {
        max_value_.set(value);
        return *this;
    }

    /// Field type.
    rating_configuration_changes& style(rating_style value) {
        style_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<rating_configuration_changes>;

    settable<std::string> color_;
    settable<std::int64_t> max_value_;
    settable<rating_style> style_;
};

/// What is sent as rating definition changes.
class rating_definition_changes {
public:
    rating_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    rating_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    rating_definition_changes& field_configuration(rating_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<rating_definition_changes>;

    settable<std::string> name_;
    settable<rating_configuration_changes> field_configuration_;
};

/// What is sent as new option.
class new_option {
public:
    /// @param display_name Option display name.
    explicit new_option(std::string display_name) : display_name_(std::move(display_name)) {}

    /// Color value hex code for the `display_name`. ex: #fbd400.
    new_option& color(std::string value) {
        color_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_option>;

    std::string display_name_;
    settable<std::string> color_;
};

/// What is sent as select configuration changes.
class select_configuration_changes {
public:
    select_configuration_changes() {}  // not defaulted: it must not be an aggregate

    /// Allow or disallow adding in new option(s) from the grid/list view.
    select_configuration_changes& enable_add_new(bool value) {
        enable_add_new_.set(value);
        return *this;
    }

    select_configuration_changes& options(std::vector<new_option> value) {
        options_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    select_configuration_changes& option(new_option value) {
        if (!options_.value()) {
            options_.set({});
        }
        options_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<select_configuration_changes>;

    settable<bool> enable_add_new_;
    settable<std::vector<new_option>> options_;
};

/// What is sent as select definition changes.
class select_definition_changes {
public:
    select_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    select_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    select_definition_changes& field_configuration(select_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<select_definition_changes>;

    settable<std::string> name_;
    settable<select_configuration_changes> field_configuration_;
};

/// What is sent as select multi configuration changes.
class select_multi_configuration_changes {
public:
    select_multi_configuration_changes() {}  // not defaulted: it must not be an aggregate

    /// Allow or disallow adding in new option(s) from the grid/list view.
    select_multi_configuration_changes& enable_add_new(bool value) {
        enable_add_new_.set(value);
        return *this;
    }

    select_multi_configuration_changes& options(std::vector<new_option> value) {
        options_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    select_multi_configuration_changes& option(new_option value) {
        if (!options_.value()) {
            options_.set({});
        }
        options_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<select_multi_configuration_changes>;

    settable<bool> enable_add_new_;
    settable<std::vector<new_option>> options_;
};

/// What is sent as select multi definition changes.
class select_multi_definition_changes {
public:
    select_multi_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    select_multi_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    select_multi_definition_changes& field_configuration(select_multi_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<select_multi_definition_changes>;

    settable<std::string> name_;
    settable<select_multi_configuration_changes> field_configuration_;
};

/// What is sent as text definition changes.
class text_definition_changes {
public:
    text_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    text_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<text_definition_changes>;

    settable<std::string> name_;
};

/// What is sent as toggle configuration changes.
class toggle_configuration_changes {
public:
    toggle_configuration_changes() {}  // not defaulted: it must not be an aggregate

    /// Color value hex code. ex: #fbd400.
    toggle_configuration_changes& color(std::string value) {
        color_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<toggle_configuration_changes>;

    settable<std::string> color_;
};

/// What is sent as toggle definition changes.
class toggle_definition_changes {
public:
    toggle_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    toggle_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    toggle_definition_changes& field_configuration(toggle_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<toggle_definition_changes>;

    settable<std::string> name_;
    settable<toggle_configuration_changes> field_configuration_;
};

/// What is sent as new member.
class new_member {
public:
    /// @param id User Id.
    new_member(std::string id, member_type type) : id_(std::move(id)), type_(std::move(type)) {}

private:
    friend struct members_of<new_member>;

    std::string id_;
    member_type type_;
};

/// What is sent as user multi configuration changes.
class user_multi_configuration_changes {
public:
    user_multi_configuration_changes(api::member_options_type member_options_type, bool notify_members)
        : member_options_type_(std::move(member_options_type)), notify_members_(notify_members) {}

    user_multi_configuration_changes& custom_members(std::vector<new_member> value) {
        custom_members_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    user_multi_configuration_changes& custom_member(new_member value) {
        if (!custom_members_.value()) {
            custom_members_.set({});
        }
        custom_members_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<user_multi_configuration_changes>;

    api::member_options_type member_options_type_;
    bool notify_members_ = false;
    settable<std::vector<new_member>> custom_members_;
};

/// What is sent as user multi definition changes.
class user_multi_definition_changes {
public:
    user_multi_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    user_multi_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    user_multi_definition_changes& field_configuration(user_multi_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<user_multi_definition_changes>;

    settable<std::string> name_;
    settable<user_multi_configuration_changes> field_configuration_;
};

/// What is sent as user single configuration changes.
class user_single_configuration_changes {
public:
    user_single_configuration_changes(api::member_options_type member_options_type, bool notify_members)
        : member_options_type_(std::move(member_options_type)), notify_members_(notify_members) {}

    user_single_configuration_changes& custom_members(std::vector<new_member> value) {
        custom_members_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    user_single_configuration_changes& custom_member(new_member value) {
        if (!custom_members_.value()) {
            custom_members_.set({});
        }
        custom_members_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<user_single_configuration_changes>;

    api::member_options_type member_options_type_;
    bool notify_members_ = false;
    settable<std::vector<new_member>> custom_members_;
};

/// What is sent as user single definition changes.
class user_single_definition_changes {
public:
    user_single_definition_changes() {}  // not defaulted: it must not be an aggregate

    /// Field definition name.
    user_single_definition_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }

    user_single_definition_changes& field_configuration(user_single_configuration_changes value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<user_single_definition_changes>;

    settable<std::string> name_;
    settable<user_single_configuration_changes> field_configuration_;
};

/// One of several, told apart by `field_type`.
/// A kind that is newer than this library comes as `json`.
using field_definition_changes =
    std::variant<date_definition_changes, long_text_definition_changes, number_definition_changes,
                 rating_definition_changes, select_definition_changes, select_multi_definition_changes,
                 text_definition_changes, toggle_definition_changes, user_multi_definition_changes,
                 user_single_definition_changes, json>;

/// What is sent as new date configuration.
class new_date_configuration {
public:
    explicit new_date_configuration(date_format display_format) : display_format_(std::move(display_format)) {}

    new_date_configuration& display_timezone(bool value) {
        display_timezone_.set(value);
        return *this;
    }

    new_date_configuration& include_time(bool value) {
        include_time_.set(value);
        return *this;
    }

    new_date_configuration& time_format(api::time_format value) {
        time_format_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_date_configuration>;

    date_format display_format_;
    settable<bool> display_timezone_;
    settable<bool> include_time_;
    settable<api::time_format> time_format_;
};

/// What is sent as new date definition.
class new_date_definition {
public:
    /// @param name Field definition name.
    new_date_definition(std::string name, new_date_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_date_definition>;

    std::string name_;
    new_date_configuration field_configuration_;
};

/// What is sent as new long text definition.
class new_long_text_definition {
public:
    /// @param name Field definition name.
    explicit new_long_text_definition(std::string name) : name_(std::move(name)) {}

private:
    friend struct members_of<new_long_text_definition>;

    std::string name_;
};

/// What is sent as new number configuration.
class new_number_configuration {
public:
    /// @param scale Number scale. Indicates the number of decimal places of precision for the number value.
    explicit new_number_configuration(std::int64_t scale) : scale_(scale) {}

    /// Number format.
    new_number_configuration& number_format(api::number_format value) {
        number_format_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_number_configuration>;

    std::int64_t scale_ = 0;
    settable<api::number_format> number_format_;
};

/// What is sent as new number definition.
class new_number_definition {
public:
    /// @param name Field definition name.
    new_number_definition(std::string name, new_number_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_number_definition>;

    std::string name_;
    new_number_configuration field_configuration_;
};

/// What is sent as new rating configuration.
class new_rating_configuration {
public:
    explicit new_rating_configuration(std::int64_t max_value) : max_value_(max_value) {}

    /// Color value hex code for the `style` icon symbols. ex: #fbd400.
    new_rating_configuration& color(std::string value) {
        color_.set(std::move(value));
        return *this;
    }

    /// Field type.
    new_rating_configuration& style(rating_style value) {
        style_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_rating_configuration>;

    std::int64_t max_value_ = 0;
    settable<std::string> color_;
    settable<rating_style> style_;
};

/// What is sent as new rating definition.
class new_rating_definition {
public:
    /// @param name Field definition name.
    new_rating_definition(std::string name, new_rating_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_rating_definition>;

    std::string name_;
    new_rating_configuration field_configuration_;
};

/// What is sent as new select configuration.
class new_select_configuration {
public:
    new_select_configuration() {}  // not defaulted: it must not be an aggregate

    new_select_configuration& options(std::vector<new_option> value) {
        options_ = std::move(value);
        return *this;
    }
    /// Adds one.
    new_select_configuration& option(new_option value) {
        options_.push_back(std::move(value));
        return *this;
    }

    /// Allow or disallow adding in new option(s) from the grid/list view.
    new_select_configuration& enable_add_new(bool value) {
        enable_add_new_.set(value);
        return *this;
    }

private:
    friend struct members_of<new_select_configuration>;

    std::vector<new_option> options_;
    settable<bool> enable_add_new_;
};

/// What is sent as new select definition.
class new_select_definition {
public:
    /// @param name Field definition name.
    new_select_definition(std::string name, new_select_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_select_definition>;

    std::string name_;
    new_select_configuration field_configuration_;
};

/// What is sent as new select multi configuration.
class new_select_multi_configuration {
public:
    new_select_multi_configuration() {}  // not defaulted: it must not be an aggregate

    new_select_multi_configuration& options(std::vector<new_option> value) {
        options_ = std::move(value);
        return *this;
    }
    /// Adds one.
    new_select_multi_configuration& option(new_option value) {
        options_.push_back(std::move(value));
        return *this;
    }

    /// Allow or disallow adding in new option(s) from the grid/list view.
    new_select_multi_configuration& enable_add_new(bool value) {
        enable_add_new_.set(value);
        return *this;
    }

private:
    friend struct members_of<new_select_multi_configuration>;

    std::vector<new_option> options_;
    settable<bool> enable_add_new_;
};

/// What is sent as new select multi definition.
class new_select_multi_definition {
public:
    /// @param name Field definition name.
    new_select_multi_definition(std::string name, new_select_multi_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_select_multi_definition>;

    std::string name_;
    new_select_multi_configuration field_configuration_;
};

/// What is sent as new text definition.
class new_text_definition {
public:
    /// @param name Field definition name.
    explicit new_text_definition(std::string name) : name_(std::move(name)) {}

private:
    friend struct members_of<new_text_definition>;

    std::string name_;
};

/// What is sent as new toggle configuration.
class new_toggle_configuration {
public:
    new_toggle_configuration() {}  // not defaulted: it must not be an aggregate

    /// Color value hex code. ex: #fbd400.
    new_toggle_configuration& color(std::string value) {
        color_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_toggle_configuration>;

    settable<std::string> color_;
};

/// What is sent as new toggle definition.
class new_toggle_definition {
public:
    /// @param name Field definition name.
    explicit new_toggle_definition(std::string name) : name_(std::move(name)) {}

    new_toggle_definition& field_configuration(new_toggle_configuration value) {
        field_configuration_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_toggle_definition>;

    std::string name_;
    settable<new_toggle_configuration> field_configuration_;
};

/// What is sent as new user multi configuration.
class new_user_multi_configuration {
public:
    new_user_multi_configuration(api::member_options_type member_options_type, bool notify_members)
        : member_options_type_(std::move(member_options_type)), notify_members_(notify_members) {}

    new_user_multi_configuration& custom_members(std::vector<new_member> value) {
        custom_members_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    new_user_multi_configuration& custom_member(new_member value) {
        if (!custom_members_.value()) {
            custom_members_.set({});
        }
        custom_members_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_user_multi_configuration>;

    api::member_options_type member_options_type_;
    bool notify_members_ = false;
    settable<std::vector<new_member>> custom_members_;
};

/// What is sent as new user multi definition.
class new_user_multi_definition {
public:
    /// @param name Field definition name.
    new_user_multi_definition(std::string name, new_user_multi_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_user_multi_definition>;

    std::string name_;
    new_user_multi_configuration field_configuration_;
};

/// What is sent as new user single configuration.
class new_user_single_configuration {
public:
    new_user_single_configuration(api::member_options_type member_options_type, bool notify_members)
        : member_options_type_(std::move(member_options_type)), notify_members_(notify_members) {}

    new_user_single_configuration& custom_members(std::vector<new_member> value) {
        custom_members_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    new_user_single_configuration& custom_member(new_member value) {
        if (!custom_members_.value()) {
            custom_members_.set({});
        }
        custom_members_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<new_user_single_configuration>;

    api::member_options_type member_options_type_;
    bool notify_members_ = false;
    settable<std::vector<new_member>> custom_members_;
};

/// What is sent as new user single definition.
class new_user_single_definition {
public:
    /// @param name Field definition name.
    new_user_single_definition(std::string name, new_user_single_configuration field_configuration)
        : name_(std::move(name)), field_configuration_(std::move(field_configuration)) {}

private:
    friend struct members_of<new_user_single_definition>;

    std::string name_;
    new_user_single_configuration field_configuration_;
};

/// One of several, told apart by `field_type`.
/// A kind that is newer than this library comes as `json`.
using new_field_definition =
    std::variant<new_date_definition, new_long_text_definition, new_number_definition, new_rating_definition,
                 new_select_definition, new_select_multi_definition, new_text_definition, new_toggle_definition,
                 new_user_multi_definition, new_user_single_definition, json>;

}  // namespace frameio::api
