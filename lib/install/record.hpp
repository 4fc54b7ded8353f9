#pragma once

#include <frameio/clock.hpp>

#include "auth/tenant.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::install {

using auth::tenant;

/// The webhook of an installation. Without an id it is meant to be created, and may have been: nobody knows.
struct installed_webhook {
    installed_webhook() = default;

    /// Whether deliveries of it can be verified.
    bool is_known() const noexcept {
        return !id.empty() && !secret.empty();
    }
    friend bool operator==(const installed_webhook&, const installed_webhook&) = default;

    std::string id;
    std::string secret;
    std::string name;
    std::vector<std::string> events;
    std::string url;
};

/// A custom action of an installation. Without an id: as `installed_webhook`.
struct installed_action {
    installed_action() = default;

    bool is_known() const noexcept {
        return !id.empty() && !secret.empty();
    }
    friend bool operator==(const installed_action&, const installed_action&) = default;

    std::string id;
    std::string secret;
    std::string event;
    std::string name;
    std::string description;
    std::string url;
    bool multi_asset = true;
    std::int64_t timeout = 5;  ///< seconds
};

/// How an installation is.
enum class phase : std::uint8_t {
    installing,  ///< for the first time, and not all is there yet
    installed,
    updating,  ///< what was there works; not all is as it was wanted
    removing
};
std::string_view to_string(phase what) noexcept;

/// How far somebody is who works on an installation.
struct progress {
    progress() = default;
    progress(std::size_t number, std::size_t of, std::string doing) : step(number), steps(of), what(std::move(doing)) {}
    friend bool operator==(const progress&, const progress&) = default;

    std::size_t step = 0;  ///< that is under way, counted from 1
    std::size_t steps = 0;
    std::string what;  ///< "create the action \"Publish\""
};

/// What the installation has been told by its admin, by name.
using config = std::map<std::string, std::string>;

/// What an admin says that the installation is to be told.
struct answers {
    answers() = default;
    answers(config all) : values(std::move(all)) {}

    config values;
    std::set<std::string> sensitive;            ///< the names of those that no page is to show
    std::optional<clock::wall_time> made_from;  ///< the `record::settings_changed` that they know; nothing: any
};

/// All that is known of an installation. Secret: it is kept in a vault only.
struct record {
    record() = default;
    explicit record(const tenant& of) : account_id(of.account_id), workspace_id(of.workspace_id) {}

    tenant where() const {
        return {account_id, workspace_id};
    }
    /// Null if there is none.
    installed_action* find_action(std::string_view event) noexcept;
    const installed_action* find_action(std::string_view event) const noexcept;
    /// Whether an attempt was begun that has come to no end and has not failed either: it is under way somewhere, or
    /// was cut off.
    bool is_interrupted() const noexcept {
        return failure.empty() && (under_way || state != phase::installed);
    }
    /// As whom what was cut off goes on. Who removes it may be somebody else than the one it acts as until it is gone.
    const std::string& user_at_work() const noexcept {
        return state == phase::removing && !removed_by.empty() ? removed_by : acting_user;
    }
    /// Whether it says what is to be there: all of that has been there, it is not being removed, and no update was cut
    /// off, of which only the app knows the rest.
    bool is_repairable() const noexcept {
        return installed && state != phase::removing && (repairing || !is_interrupted());
    }
    /// Whether nothing of it is on the platform, and nothing can be.
    bool is_bare() const noexcept {
        return !webhook && actions.empty();
    }
    /// Whether nobody has changed the settings since the admin has seen them.
    bool is_answered_by(const answers& given) const noexcept {
        return !given.made_from || *given.made_from == settings_changed;
    }
    /// Returns whether that changes anything.
    bool take(answers given, clock::wall_time now);
    friend bool operator==(const record&, const record&) = default;

    std::string account_id;
    std::string workspace_id;
    phase state = phase::installing;
    std::optional<clock::wall_time> installed;  ///< when all was there for the first time
    clock::wall_time updated{};                 ///< when something was changed last
    std::string installed_by;                   ///< the user who did that first
    std::string acting_user;                    ///< the user who has installed, updated or repaired it last
    std::string removed_by;                     ///< the user who removes it, or has tried to; empty: nobody
    std::string url;                            ///< that Frame.io posts to
    std::optional<installed_webhook> webhook;
    std::vector<installed_action> actions;
    install::config config;
    std::set<std::string> sensitive;      ///< the names of the answers that no page is to show
    clock::wall_time settings_changed{};  ///< another time after each change of the settings
    std::string failure;                  ///< why the last attempt did not come to its end; empty if it did
    std::optional<progress> under_way;
    bool repairing = false;  ///< what is under way makes it what the record says, and not what the app wants by now
};

std::string to_json(const record& what);
/// @throws error (`errc::tampered`) for a text that `to_json` did not make
record record_of(std::string_view json);

}  // namespace frameio::install
