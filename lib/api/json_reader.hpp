#pragma once

#include <frameio/api/values.hpp>

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace frameio::api {

/// The places where an answer is not as it is documented, such as "/data/3/name". Bounded.
class deviations {
public:
    void add(std::string place) {
        if (places_.size() < 16) {
            places_.push_back(std::move(place));
        }
    }
    const std::vector<std::string>& places() const noexcept {
        return places_;
    }

private:
    std::vector<std::string> places_;
};

/// A value in a parsed answer, and how to say where it is. Valid as long as the parser's document.
///
/// Reading never fails: what is missing or has another type keeps its default, and is noted. A client that gave up
/// there would report an effect that took place as a failure, for a member that nobody looks at.
class json_reader {
public:
    json_reader(simdjson::dom::element value, deviations& notes) : value_(value), notes_(&notes) {}

    /// That of a member or an element; `up` outlives it.
    json_reader(simdjson::dom::element value, const json_reader& up, std::string_view key)
        : value_(value), notes_(up.notes_), up_(&up), key_(key) {}
    json_reader(simdjson::dom::element value, const json_reader& up, std::size_t index)
        : value_(value), notes_(up.notes_), up_(&up), index_(index) {}

    simdjson::dom::element value() const noexcept {
        return value_;
    }
    bool is_null() const noexcept {
        return value_.is_null();
    }
    /// The member of an object, if there is one.
    std::optional<simdjson::dom::element> find(std::string_view key) const noexcept;
    /// Where it is, as a JSON pointer.
    std::string place() const;

    void note() const {
        notes_->add(place());
    }
    void note_missing(std::string_view key) const {
        notes_->add(place() + '/' + std::string(key));
    }

    /// The value as JSON text.
    json text() const;

private:
    simdjson::dom::element value_;
    deviations* notes_;
    const json_reader* up_ = nullptr;
    std::string_view key_;
    std::size_t index_ = 0;
};

// Each returns whether the value had the type.
bool read(const json_reader& from, std::string& to);
/// Also "true" and "false" as texts: the specification has both.
bool read(const json_reader& from, bool& to);
/// Also a number with a fraction of zero.
bool read(const json_reader& from, std::int64_t& to);
bool read(const json_reader& from, double& to);
bool read(const json_reader& from, timestamp& to);
bool read(const json_reader& from, json& to);
bool read(const json_reader& from, media_time& to);

template <class Self>
bool read(const json_reader& from, open_enum<Self>& to) {
    std::string text;
    if (!read(from, text)) {
        return false;
    }
    to = open_enum<Self>(std::move(text));
    return true;
}

/// A value to read into. Classes that are sent have none of their own: their constructors ask for what is required.
template <class T>
T blank() {
    if constexpr (std::is_default_constructible_v<T>) {
        return T();
    } else if constexpr (std::is_constructible_v<T, json>) {
        return T(json());
    } else {
        return members_of<T>::blank();
    }
}

/// Elements of another type are left out, and noted.
template <class T>
bool read(const json_reader& from, std::vector<T>& to) {
    simdjson::dom::array all;
    if (from.value().get(all) != simdjson::SUCCESS) {
        return false;
    }
    to.reserve(all.size());
    std::size_t index = 0;
    for (const simdjson::dom::element each : all) {
        const json_reader at(each, from, index++);
        T item = blank<T>();
        if (read(at, item)) {
            to.push_back(std::move(item));
        } else {
            at.note();
        }
    }
    return true;
}

/// Reads the members of one object.
class object_reader {
public:
    explicit object_reader(const json_reader& from) : from_(from) {
        simdjson::dom::object object;
        if (from.value().get(object) == simdjson::SUCCESS) {
            begin_ = next_ = object.begin();
            end_ = object.end();
        }
    }

    bool is_object() const noexcept {
        return from_.value().is_object();
    }

    template <class T>
    void required(std::string_view key, T& to) {
        const auto found = find(key);
        if (!found) {
            from_.note_missing(key);
        } else {
            take(*found, key, to);
        }
    }

    /// May be missing, or null.
    template <class T>
    void optional(std::string_view key, std::optional<T>& to) {
        if (const auto found = find(key)) {
            take(*found, key, to);
        }
    }

    /// Is there, but may be null.
    template <class T>
    void nullable(std::string_view key, std::optional<T>& to) {
        required(key, to);
    }

    template <class T>
    void optional(std::string_view key, settable<T>& to) {
        const auto found = find(key);
        if (found && found->is_null()) {
            to.set_null();
        } else if (found) {
            take(*found, key, to.value());
        }
    }

    void constant(std::string_view, std::string_view) {}

private:
    /// From behind the member that was found last: they mostly come in the order in which they are asked for.
    std::optional<simdjson::dom::element> find(std::string_view key) {
        const auto start = next_;
        auto found = find(key, start, end_);
        return found ? found : find(key, begin_, start);
    }

    std::optional<simdjson::dom::element> find(std::string_view key, simdjson::dom::object::iterator at,
                                               simdjson::dom::object::iterator to) {
        for (; at != to; ++at) {
            if (at.key_equals(key)) {
                const simdjson::dom::element value = at.value();
                next_ = ++at;
                return value;
            }
        }
        return std::nullopt;
    }

    template <class T>
    bool take(simdjson::dom::element value, std::string_view key, T& to) {
        const json_reader at(value, from_, key);
        const bool right = read(at, to);
        if (!right) {
            at.note();
        }
        return right;
    }

    /// Null is nothing.
    template <class T>
    void take(simdjson::dom::element value, std::string_view key, std::optional<T>& to) {
        T fresh = blank<T>();
        if (!value.is_null() && take(value, key, fresh)) {
            to = std::move(fresh);
        }
    }

    const json_reader& from_;
    simdjson::dom::object::iterator begin_;
    simdjson::dom::object::iterator next_;
    simdjson::dom::object::iterator end_;
};

/// Reads one of several kinds of objects, told apart by the text of their member `key`. What is newer than this library
/// is kept as JSON.
template <class Variant>
class alternative_reader {
public:
    alternative_reader(const json_reader& from, std::string_view key, Variant& to) : from_(from), to_(to) {
        const auto found = from.find(key);
        has_text_ = found && found->get(text_) == simdjson::SUCCESS;
    }

    /// Reads a `Kind` if the text is this one.
    template <class Kind>
    void take(std::string_view text) {
        if (has_text_ && text_ == text) {
            Kind value = blank<Kind>();
            read(from_, value);
            to_ = std::move(value);
            taken_ = true;
        }
    }

    bool end() {
        if (!taken_) {
            to_ = from_.text();
        }
        return has_text_;
    }

private:
    const json_reader& from_;
    Variant& to_;
    std::string_view text_;
    bool has_text_ = false;
    bool taken_ = false;
};

}  // namespace frameio::api
