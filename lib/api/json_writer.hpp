#pragma once

#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Where JSON is written to.
class json_writer {
public:
    std::string text;
};

void write(json_writer& to, std::string_view value);
void write(json_writer& to, bool value);
void write(json_writer& to, std::int64_t value);
void write(json_writer& to, double value);

inline void write(json_writer& to, const std::string& value) {
    write(to, std::string_view(value));
}
inline void write(json_writer& to, const timestamp& value) {
    write(to, std::string_view(value.text()));
}
inline void write(json_writer& to, const json& value) {
    to.text += value.text();
}

template <class Self>
void write(json_writer& to, const open_enum<Self>& value) {
    write(to, std::string_view(value.text()));
}

template <class... Alternatives>
void write(json_writer& to, const std::variant<Alternatives...>& value) {
    std::visit([&to](const auto& held) { write(to, held); }, value);
}

template <class T>
void write(json_writer& to, const std::vector<T>& value) {
    to.text += '[';
    for (std::size_t index = 0; index != value.size(); ++index) {
        to.text += index == 0 ? "" : ",";
        write(to, value[index]);
    }
    to.text += ']';
}

/// Writes the members of one object.
class object_writer {
public:
    explicit object_writer(json_writer& to) : to_(to) {
        to_.text += '{';
    }
    void end() {
        to_.text += '}';
    }

    template <class T>
    void required(std::string_view key, const T& value) {
        begin(key);
        write(to_, value);
    }

    template <class T>
    void optional(std::string_view key, const std::optional<T>& value) {
        if (value) {
            required(key, *value);
        }
    }

    template <class T>
    void nullable(std::string_view key, const std::optional<T>& value) {
        if (value) {
            required(key, *value);
        } else {
            begin(key);
            to_.text += "null";
        }
    }

    template <class T>
    void optional(std::string_view key, const settable<T>& value) {
        if (value.value() || value.is_null()) {
            nullable(key, value.value());
        }
    }

    void constant(std::string_view key, std::string_view text) {
        required(key, text);
    }

private:
    void begin(std::string_view key) {
        to_.text += to_.text.back() == '{' ? "" : ",";
        write(to_, key);
        to_.text += ':';
    }

    json_writer& to_;
};

}  // namespace frameio::api
