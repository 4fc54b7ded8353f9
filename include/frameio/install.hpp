#pragma once

/// @file
/// Apps that the admins of other people's workspaces install themselves.

#include <frameio/responses.hpp>

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace frameio {

/// Something that an app asks the admin who installs it, such as the key of another service.
///
/// The first argument of each is the name by which handlers read the answer (`installation::text`): at most 64 letters,
/// digits, '_' and '-'. The second is the label.
class config_field {
public:
    enum class kind : std::uint8_t { text, password, select, textarea };

    static config_field text(std::string name, std::string label);
    /// The browser does not show what is typed, and the page does not repeat it: it is `sensitive`.
    static config_field password(std::string name, std::string label);
    static config_field textarea(std::string name, std::string label);
    /// One of the options; the selected one, or else the first, unless the admin takes another.
    template <class... Options>
        requires(sizeof...(Options) > 0 && (std::same_as<std::remove_cvref_t<Options>, option> && ...))
    static config_field select(std::string name, std::string label, Options&&... options) {
        std::vector<option> all;
        all.reserve(sizeof...(options));
        (all.push_back(std::forward<Options>(options)), ...);
        return select(std::move(name), std::move(label), std::move(all));
    }
    static config_field select(std::string name, std::string label, std::vector<option> options);

    /// The app cannot be installed without it.
    config_field required() && {
        required_ = true;
        return std::move(*this);
    }
    /// What the page opens with, and what handlers read as long as the admin has said nothing: also in workspaces where
    /// the app was installed before it had this field.
    config_field default_value(std::string text) && {
        default_ = std::move(text);
        return std::move(*this);
    }
    /// A sentence that the admin reads beside it.
    config_field help(std::string text) && {
        help_ = std::move(text);
        return std::move(*this);
    }
    /// No page ever shows what was answered, only that something was. A `password` is always so.
    config_field sensitive(bool is = true) && {
        sensitive_ = is;
        return std::move(*this);
    }

    kind type() const noexcept {
        return kind_;
    }
    const std::string& name() const noexcept {
        return name_;
    }
    const std::string& label() const noexcept {
        return label_;
    }
    const std::vector<option>& options() const noexcept {
        return options_;
    }
    bool is_required() const noexcept {
        return required_;
    }
    const std::string& default_value() const& noexcept {
        return default_;
    }
    const std::string& help() const& noexcept {
        return help_;
    }
    bool is_sensitive() const noexcept {
        return sensitive_;
    }

private:
    config_field(kind type, std::string name, std::string label)
        : kind_(type), name_(std::move(name)), label_(std::move(label)), sensitive_(type == kind::password) {}

    kind kind_;
    std::string name_;
    std::string label_;
    std::vector<option> options_;
    std::string default_;
    std::string help_;
    bool required_ = false;
    bool sensitive_;
};

/// As whom an installed app calls the API (`context::api`).
enum class acting_as : std::uint8_t {
    /// As the app itself, in all workspaces: with FRAMEIO_TOKEN, or the client that it was given (`app::use_client`).
    app,
    /// As the admin who has installed, updated or repaired it last in the event's workspace, or has said there that it
    /// may ("Let it call as me"). The app's servers renew that login every three days, because Adobe ends a refresh
    /// token
    /// after 14 days by default; the user, an administrator of Adobe or Adobe may still end it. Then calls fail with
    /// `api::errc::no_token` until an admin logs in at /install.
    /// Source: Adobe Developer Console, "User Authentication".
    installer
};

/// How an app presents itself to the admins who install it, and what it asks them. Mistakes are found at start
/// (`configuration_error`).
struct install_options {
    std::string name;                       ///< the app's; also that of its webhooks. 1 to 200 octets
    std::string description;                ///< a sentence or two, plain text
    std::string logo_url;                   ///< https, or a path that a proxy in front of this server has; empty: none
    std::string primary_color = "#4b38c9";  ///< # and six hexadecimal digits
    std::string accent_color = "#7a5af8";   ///< the same: around what has the focus
    bool shows_footer = true;               ///< "Made with frameio-cpp"
    /// A file with style sheets of your own, at most 256 KiB, which come after the pages' own. Read at start; empty:
    /// none.
    std::string stylesheet;
    /// The ids of the accounts that may install the app. Nothing: all; an empty list: none. Where it is installed
    /// already, it goes on working, and its admins go on changing its settings, updating it and uninstalling it; once
    /// it is gone there, it cannot be installed again.
    std::optional<std::vector<std::string>> allowed_accounts;
    /// An answer has at most 4,096 octets; that of a `textarea`, 16,384.
    std::vector<config_field> fields;
    acting_as acts = acting_as::installer;
};

/// The app as it is installed in the workspace of an event: see `context::installation`. A copy of what was known when
/// it was asked for.
class installation {
public:
    /// By name; what the admin has not said has the field's default.
    using settings = std::map<std::string, std::string, std::less<>>;

    installation(std::string account, std::string workspace, std::string user, settings values)
        : account_id_(std::move(account)),
          workspace_id_(std::move(workspace)),
          acting_user_(std::move(user)),
          values_(std::move(values)) {}

    const std::string& account_id() const noexcept {
        return account_id_;
    }
    const std::string& workspace_id() const noexcept {
        return workspace_id_;
    }
    /// The id of the user as whom `acting_as::installer` calls the API.
    const std::string& acting_user() const noexcept {
        return acting_user_;
    }

    /// Whether the field has any text.
    bool has(std::string_view field) const;

    /// The text of a field; empty if the admin has left it so.
    ///
    /// All of these throw `error`: `errc::invalid_argument` for a field that `install_options::fields` does not have,
    /// and `errc::wrong_config_value` for a text that is not of that type, with its name and not its value. Blanks
    /// around a number do not matter. An empty text is none: where the admin may leave the field empty, ask `has`.
    const std::string& text(std::string_view field) const;
    std::int64_t integer(std::string_view field) const;
    double number(std::string_view field) const;
    /// "true", "yes", "on" and "1" are true; "false", "no", "off", "0" and an empty text are not.
    bool boolean(std::string_view field) const;

private:
    std::string account_id_;
    std::string workspace_id_;
    std::string acting_user_;
    settings values_;
};

}  // namespace frameio
