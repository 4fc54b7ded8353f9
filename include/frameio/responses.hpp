#pragma once

/// @file
/// What an action answers: nothing, a message, or a form.
/// Source: developer guide "Configuring Actions" (V4), sections on messages, forms and supported field types.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace frameio {

class interview;

/// A message box with a title and a text.
class message {
public:
    message(std::string title, std::string description)
        : title_(std::move(title)), description_(std::move(description)) {}

    const std::string& title() const noexcept {
        return title_;
    }
    const std::string& description() const noexcept {
        return description_;
    }

private:
    std::string title_;
    std::string description_;
};

/// One choice of a select field: what people read, and what is submitted.
class option {
public:
    option(std::string name, std::string value) : name_(std::move(name)), value_(std::move(value)) {}

    /// Makes this the choice that the form opens with.
    option selected() && {
        selected_ = true;
        return std::move(*this);
    }

    const std::string& name() const noexcept {
        return name_;
    }
    const std::string& value() const noexcept {
        return value_;
    }
    bool is_selected() const noexcept {
        return selected_;
    }

private:
    std::string name_;
    std::string value_;
    bool selected_ = false;
};

/// A form, built field by field; fields appear in the order in which they were added.
///
/// The first argument of each is the name under which the value comes back in `action_event::data()`, the second the
/// label. Mistakes throw `frameio::error` (`errc::invalid_response`) where they are made: an empty or repeated name, a
/// select without options, with two selected ones, or with a default that is not among them, text that is not UTF-8.
/// The form is then as it was before.
///
/// @code
/// co_return frameio::form("Publish")
///     .description("Where should it go?")
///     .select("platform", "Platform", frameio::option("Vimeo", "vimeo"), frameio::option("YouTube", "youtube"))
///     .text("caption", "Caption");
/// @endcode
class form {
public:
    explicit form(std::string title);
    form(const form&) = default;
    form(form&&) noexcept = default;
    form& operator=(const form&) = default;
    form& operator=(form&&) noexcept = default;
    ~form() = default;

    form& description(std::string text) &;
    form& text(std::string_view name, std::string_view label, std::optional<std::string> value = std::nullopt) &;
    form& textarea(std::string_view name, std::string_view label, std::optional<std::string> value = std::nullopt) &;
    form& boolean(std::string_view name, std::string_view label, bool value = false) &;
    /// An address that the user can open or copy.
    form& link(std::string_view name, std::string_view label, std::string url) &;
    /// `chosen` is the value of the option that the form opens with.
    form& select(std::string_view name, std::string_view label, std::vector<option> options,
                 std::optional<std::string> chosen = std::nullopt) &;
    template <class... Options>
        requires(sizeof...(Options) > 0 && (std::same_as<std::remove_cvref_t<Options>, option> && ...))
    form& select(std::string_view name, std::string_view label, Options&&... options) & {
        std::vector<option> all;
        all.reserve(sizeof...(options));
        (all.push_back(std::forward<Options>(options)), ...);
        return select(name, label, std::move(all));
    }
    /// A field of a kind that this library does not know: the JSON object, written as it is. It needs a "type", a
    /// string; if it has a "name", that must not be in use yet.
    form& raw(std::string json_object) &;

    template <class... Arguments>
    form&& description(Arguments&&... arguments) && {
        return std::move(description(std::forward<Arguments>(arguments)...));
    }
    template <class... Arguments>
    form&& text(Arguments&&... arguments) && {
        return std::move(text(std::forward<Arguments>(arguments)...));
    }
    template <class... Arguments>
    form&& textarea(Arguments&&... arguments) && {
        return std::move(textarea(std::forward<Arguments>(arguments)...));
    }
    template <class... Arguments>
    form&& boolean(Arguments&&... arguments) && {
        return std::move(boolean(std::forward<Arguments>(arguments)...));
    }
    template <class... Arguments>
    form&& link(Arguments&&... arguments) && {
        return std::move(link(std::forward<Arguments>(arguments)...));
    }
    template <class... Arguments>
    form&& select(Arguments&&... arguments) && {
        return std::move(select(std::forward<Arguments>(arguments)...));
    }
    form&& raw(std::string json_object) && {
        return std::move(raw(std::move(json_object)));
    }

    /// The documented JSON.
    /// @throws frameio::error (`errc::invalid_response`) if the form has no field.
    std::string to_json() const;

private:
    void check(std::string_view name, std::string_view label) const;
    form& add(std::string_view name, std::string json);

    std::string title_;
    std::string description_;
    std::vector<std::string> names_;
    std::vector<std::string> fields_;  // each a JSON object, written when it was added
};

/// What a handler answers. Default-constructed: nothing, an empty 200, which closes the dialog.
class response {
public:
    enum class kind { nothing, message, form };

    response() = default;
    /// @throws frameio::error (`errc::invalid_response`) if a text is not UTF-8.
    response(const message& answer);  // NOLINT(google-explicit-constructor): handlers return either
    /// @throws frameio::error (`errc::invalid_response`) if the form has no field.
    response(const form& answer);  // NOLINT(google-explicit-constructor)

    kind what() const noexcept {
        return kind_;
    }
    /// The JSON that Frame.io is sent; empty for `nothing`.
    const std::string& json() const noexcept {
        return json_;
    }

private:
    friend class interview;

    std::string json_;
    kind kind_ = kind::nothing;
};

}  // namespace frameio
