#pragma once

/// @file
/// What Frame.io sends: webhook events and custom action events.

#include <frameio/payload.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace frameio {

/// What an event is about: a type such as "file", "folder", "version_stack", "comment", "share" or, from legacy apps,
/// "asset"; and its id. The type is open: Frame.io adds to it.
struct resource {
    std::string_view type;
    std::string_view id;
};

/// The events of V4 that are documented today (OpenAPI of 2026-07-26, `WebhookEvents`). New names can appear without
/// notice.
inline constexpr std::array<std::string_view, 30> webhook_event_names{
    "project.created",       "project.updated",     "project.deleted",     "file.created",
    "file.upload.completed", "file.ready",          "file.updated",        "file.deleted",
    "file.versioned",        "file.copied",         "folder.created",      "folder.updated",
    "folder.deleted",        "folder.copied",       "comment.created",     "comment.updated",
    "comment.deleted",       "comment.completed",   "comment.uncompleted", "metadata.value.updated",
    "customfield.created",   "customfield.updated", "customfield.deleted", "collection.created",
    "collection.updated",    "collection.deleted",  "share.created",       "share.updated",
    "share.deleted",         "share.viewed"};

/// The events of the legacy (V2) platform that V4 does not have.
inline constexpr std::array<std::string_view, 12> legacy_event_names{
    "asset.created",        "asset.copied",         "asset.updated",       "asset.deleted",
    "asset.ready",          "asset.versioned",      "asset.label.updated", "reviewlink.created",
    "collaborator.created", "collaborator.deleted", "teammember.created",  "teammember.deleted"};

/// What a webhook event and an action event have in common.
///
/// An event is a handle: its texts are views into a block that it shares with its copies, so a copy costs a count and
/// keeps the views valid. A field that Frame.io left out is empty; so is what the other generation of the platform does
/// not have.
class event {
public:
    event() = default;

    std::string_view type;          ///< "file.ready", or the name that you gave your action
    std::string_view account_id;    ///< empty in legacy events
    std::string_view workspace_id;  ///< empty in legacy events
    std::string_view project_id;
    std::string_view user_id;  ///< who caused it; of an action: who clicked
    std::string_view team_id;  ///< legacy events only
    frameio::resource resource;

    /// When the request was signed, by Frame.io's clock. The epoch if the event did not come with a request.
    std::chrono::sys_seconds timestamp{};

    /// The body as it was received, for what this class does not know of.
    std::string_view raw() const noexcept {
        return payload_.body();
    }

    /// Whether this came from the legacy (V2) platform.
    bool is_legacy() const noexcept {
        return !team_id.empty();
    }

protected:
    ~event() = default;
    event(const event&) = default;
    event(event&&) = default;
    event& operator=(const event&) = default;
    event& operator=(event&&) = default;

private:
    friend class event_decoder;
    payload payload_;
};

/// Something happened. Carries ids only: everything else is asked of the API.
/// Source: developer guide "Webhooks" (V4), legacy guide "Webhooks overview".
class webhook_event final : public event {
public:
    webhook_event() = default;
};

/// One value of a submitted form.
class form_value {
public:
    using value_type = std::variant<std::monostate, std::string_view, bool, double, std::vector<std::string_view>>;

    form_value(std::string_view name, value_type value, std::string_view json)
        : name_(name), value_(std::move(value)), json_(json) {}

    std::string_view name() const noexcept {
        return name_;
    }
    /// What was sent. `std::monostate` stands for null and for objects.
    const value_type& value() const noexcept {
        return value_;
    }
    /// The value as JSON text: as Frame.io wrote it, but for white space between its tokens.
    std::string_view json() const noexcept {
        return json_;
    }

private:
    std::string_view name_;
    value_type value_;
    std::string_view json_;
};

/// The values of a submitted form, by the names of its fields. Views, valid as long as a copy of the event exists.
///
/// The typed getters throw `frameio::error` with `errc::missing_form_value` or `errc::wrong_form_value` and name the
/// field; the `_or` forms return the given value instead if the field is missing, and still throw if its type is
/// another. A value of null counts as missing; of a repeated name the last value counts.
class form_values {
public:
    form_values() = default;
    explicit form_values(std::vector<form_value> values);

    bool empty() const noexcept {
        return size() == 0;
    }
    std::size_t size() const noexcept;
    const form_value* begin() const noexcept;
    const form_value* end() const noexcept;

    /// The value of that name, or null.
    const form_value* find(std::string_view name) const noexcept;

    /// Whether there is a value of that name other than null.
    bool has(std::string_view name) const noexcept;

    std::string_view text(std::string_view name) const;
    std::string_view text_or(std::string_view name, std::string_view otherwise) const;

    /// Accepts `true`, `false` and, since the platform's documentation shows both, `"true"` and `"false"`.
    bool boolean(std::string_view name) const;
    bool boolean_or(std::string_view name, bool otherwise) const;

    /// Accepts a number, and a string that is one.
    double number(std::string_view name) const;
    double number_or(std::string_view name, double otherwise) const;

    /// A list of texts. A single text is a list of one.
    std::vector<std::string_view> list(std::string_view name) const;

private:
    std::shared_ptr<const std::vector<form_value>> values_;
};

/// Someone clicked your custom action, or submitted the form that it answered with.
/// Source: developer guide "Configuring Actions" (V4).
class action_event final : public event {
public:
    action_event() = default;

    std::string_view action_id;       ///< Frame.io's id of the action, constant
    std::string_view interaction_id;  ///< the same from the click through every form that follows

    /// What was selected, up to 100; `resource` is the first. Empty if Frame.io sent none, as with a short form
    /// submission.
    std::span<const frameio::resource> resources() const noexcept {
        return resources_ ? std::span<const frameio::resource>(*resources_) : std::span<const frameio::resource>();
    }

    /// The values of the form that was submitted; empty on the first call.
    const form_values& data() const noexcept {
        return data_;
    }

    /// Whether this is a form that was submitted, as against the click.
    bool is_submission() const noexcept {
        return is_submission_;
    }

private:
    friend class event_decoder;
    std::shared_ptr<const std::vector<frameio::resource>> resources_;
    form_values data_;
    bool is_submission_ = false;
};

/// Either kind of event; `std::monostate` before anything was decoded.
using any_event = std::variant<std::monostate, webhook_event, action_event>;

/// The ids of a body that has not been verified yet, to find the secret by. Believe nothing else of it.
/// Views into the body; empty where the body has none, or where the text is written with escapes, has control
/// characters, is not UTF-8 or is longer than 255 octets. An id that is not empty is the one that decoding the same
/// body gives.
struct event_ids {
    std::string_view type;
    std::string_view account_id;
    std::string_view workspace_id;
    std::string_view project_id;
    std::string_view team_id;
    std::string_view action_id;
    std::string_view interaction_id;

    bool is_action() const noexcept {
        return !action_id.empty() || !interaction_id.empty();
    }
};

/// Decodes a body that has been verified. An object with an `action_id` or `interaction_id` is an action.
///
/// For people who bring their own server; the app does this itself. Unknown keys are ignored, `type` must be there, and
/// what is known must have the documented JSON type; `null` is the same as a missing key, and of a repeated key the
/// last counts. The body is UTF-8 and nested at most 1,024 deep; its integers fit 64 bits, its other numbers a
/// `double`.
/// @throws frameio::error (`errc::malformed_event`) saying what is wrong.
any_event decode_event(std::string_view body);

/// The same where only a webhook is expected.
webhook_event decode_webhook(std::string_view body);

/// The same where only an action is expected.
action_event decode_action(std::string_view body);

}  // namespace frameio
