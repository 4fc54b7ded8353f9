#include "simulator/schema_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace frameio::sim {
namespace {

std::string_view kind_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return "null";
        case json::kind::bool_:
            return "boolean";
        case json::kind::int64:
        case json::kind::uint64:
            return "integer";
        case json::kind::double_:
            return "number";
        case json::kind::string:
            return "string";
        case json::kind::array:
            return "array";
        case json::kind::object:
            break;
    }
    return "object";
}

bool is_of_type(std::string_view type, const json::value& value) {
    return kind_of(value) == type || (type == "number" && value.is_number());
}

std::optional<std::int64_t> bound(const json::object& schema, std::string_view name) {
    const json::value* const found = schema.if_contains(name);
    return found == nullptr || !found->is_number() ? std::nullopt : std::optional(found->to_number<std::int64_t>());
}

bool has_form(std::string_view text, std::string_view form) {  // "0": a digit, "x": a hexadecimal one
    return text.size() == form.size() && std::ranges::equal(text, form, [](char letter, char wanted) {
               const bool is_digit = letter >= '0' && letter <= '9';
               const char low = static_cast<char>(letter | 0x20);
               return wanted == '0'   ? is_digit
                      : wanted == 'x' ? is_digit || (low >= 'a' && low <= 'f')
                                      : letter == wanted;
           });
}

bool is_date_time(std::string_view text) {
    return text.size() >= 20 && has_form(text.substr(0, 19), "0000-00-00T00:00:00");
}

bool has_format(std::string_view format, std::string_view text) {
    if (format == "uuid") {
        return has_form(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    }
    if (format == "date-time") {
        return is_date_time(text);
    }
    return format != "date" || has_form(text, "0000-00-00");
}

std::size_t letters_in(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U; }));
}

std::string escaped(std::string_view name) {
    std::string made;
    for (const char letter : name) {
        made += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
    }
    return made;
}

class checker {
public:
    explicit checker(const spec& with) : with_(with) {}

    void check(const json::object& given, const json::value& value, const std::string& pointer) {
        const json::object& schema = with_.resolve(given);
        if (value.is_null()) {
            check_null(schema, pointer);
        } else if (schema.contains("oneOf")) {
            check_alternatives(schema, value, pointer);
        } else if (const json::array* const parts = array_at(schema, "allOf")) {
            for (const json::value& each : *parts) {
                check(each.as_object(), value, pointer);
            }
        } else {
            check_plain(schema, value, pointer);
        }
    }

    std::vector<problem> found;

private:
    void add(const std::string& pointer, std::string text) {
        found.push_back({pointer, std::move(text)});
    }

    static std::string type_of(const json::object& schema) {
        const std::string_view type = text_at(schema, "type");
        return type.empty() ? "value" : std::string(type);
    }

    void check_null(const json::object& schema, const std::string& pointer) {
        const json::array* const alternatives = array_at(schema, "oneOf");
        const bool may_be =
            is_true(schema, "nullable") ||
            (alternatives == nullptr && !schema.contains("type") && !schema.contains("allOf")) ||
            (alternatives != nullptr && std::ranges::any_of(*alternatives, [this](const json::value& each) {
                 return is_true(with_.resolve(each.as_object()), "nullable");
             }));
        if (!may_be) {
            add(pointer, "null value where " + type_of(schema) + " expected");
        }
    }

    void check_alternatives(const json::object& schema, const json::value& value, const std::string& pointer) {
        if (const json::object* const one = alternative_of(with_, schema, value)) {
            check(*one, value, pointer);
        } else {
            add(pointer, "Failed to cast value to one of the schemas that are possible here");
        }
    }

    void check_plain(const json::object& schema, const json::value& value, const std::string& pointer) {
        const std::string_view type = text_at(schema, "type");
        if (!type.empty() && !is_of_type(type, value)) {
            add(pointer, fmt::format("Invalid {}. Got: {}", type, kind_of(value)));
            return;
        }
        if (const json::array* const allowed = array_at(schema, "enum");
            allowed != nullptr && std::ranges::find(*allowed, value) == allowed->end()) {
            add(pointer, "Invalid value for enum");
        }
        if (value.is_string()) {
            check_text(schema, value.get_string(), pointer);
        } else if (value.is_number()) {
            check_number(schema, value, pointer);
        } else if (value.is_array()) {
            check_items(schema, value.get_array(), pointer);
        } else if (value.is_object()) {
            check_members(schema, value.get_object(), pointer);
        }
    }

    void check_text(const json::object& schema, std::string_view text, const std::string& pointer) {
        const auto size = static_cast<std::int64_t>(letters_in(text));
        if (const auto least = bound(schema, "minLength"); least && size < *least) {
            add(pointer, fmt::format("String length is smaller than minLength: {}", *least));
        }
        if (const auto most = bound(schema, "maxLength"); most && size > *most) {
            add(pointer, fmt::format("String length is larger than maxLength: {}", *most));
        }
        const std::string_view format = text_at(schema, "format");
        if (!has_format(format, text)) {
            add(pointer, fmt::format("Invalid format. Expected: {}", format));
        }
    }

    void check_number(const json::object& schema, const json::value& value, const std::string& pointer) {
        const auto number = value.to_number<double>();
        if (const auto least = bound(schema, "minimum"); least && number < static_cast<double>(*least)) {
            add(pointer, fmt::format("{} is smaller than inclusive minimum {}", number, *least));
        }
        if (const auto most = bound(schema, "maximum"); most && number > static_cast<double>(*most)) {
            add(pointer, fmt::format("{} is larger than inclusive maximum {}", number, *most));
        }
    }

    void check_items(const json::object& schema, const json::array& items, const std::string& pointer) {
        const auto size = static_cast<std::int64_t>(items.size());
        if (const auto least = bound(schema, "minItems"); least && size < *least) {
            add(pointer, fmt::format("Array length {} is smaller than minItems: {}", size, *least));
        }
        if (const auto most = bound(schema, "maxItems"); most && size > *most) {
            add(pointer, fmt::format("Array length {} is larger than maxItems: {}", size, *most));
        }
        if (is_true(schema, "uniqueItems")) {
            for (auto at = items.begin(); at != items.end(); ++at) {
                if (std::find(items.begin(), at, *at) != at) {
                    add(pointer, "Array items must be unique");
                    break;
                }
            }
        }
        if (const json::object* const of = object_at(schema, "items")) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                check(*of, items[i], pointer + '/' + std::to_string(i));
            }
        }
    }

    void check_members(const json::object& schema, const json::object& members, const std::string& pointer) {
        const json::object* const known = object_at(schema, "properties");
        const json::value* const others = schema.if_contains("additionalProperties");
        const bool is_closed = others != nullptr && others->is_bool() && !others->get_bool();
        for (const auto& [name, value] : members) {
            const json::object* const one = known == nullptr ? nullptr : object_at(*known, name);
            if (one != nullptr) {
                check(*one, value, pointer + '/' + escaped(name));
            } else if (is_closed) {
                add(pointer + '/' + escaped(name), "Unexpected field: " + std::string(name));
            }
        }
        if (const json::array* const required = array_at(schema, "required")) {
            for (const json::value& name : *required) {
                if (!members.contains(text_of(name))) {
                    add(pointer + '/' + escaped(text_of(name)), "Missing field: " + std::string(text_of(name)));
                }
            }
        }
    }

    const spec& with_;
};

/// A text of a query as JSON would have it; the text itself if it is none of the type.
json::value read_text(std::string_view type, std::string_view text) {
    if (type == "boolean" && (text == "true" || text == "false")) {
        return text == "true";
    }
    if (type == "integer") {
        std::int64_t number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (!text.empty() && read.ptr == text.data() + text.size() && read.ec == std::errc()) {
            return number;
        }
    }
    return json::value(text);
}

}  // namespace

std::vector<problem> problems_of(const spec& with, const json::object& schema, const json::value& value,
                                 const std::string& pointer) {
    checker work(with);
    work.check(schema, value, pointer);
    return std::move(work.found);
}

std::vector<problem> problems_of_text(const spec& with, const json::object& schema, std::string_view text,
                                      const std::string& pointer) {
    const json::object& plain = with.resolve(schema);
    return problems_of(with, plain, read_text(text_at(plain, "type"), text), pointer);
}

// With a discriminator, that alone counts: what else is wrong is told of the alternative that it names.
const json::object* alternative_of(const spec& with, const json::object& schema, const json::value& value) {
    if (const json::object* const rule = object_at(schema, "discriminator"); rule != nullptr && value.is_object()) {
        const std::string_view named = text_at(value.get_object(), text_at(*rule, "propertyName"));
        const std::string_view target = text_at(rule->at("mapping").as_object(), named);
        return target.empty() ? nullptr : &with.schema(target.substr(target.rfind('/') + 1));
    }
    for (const json::value& each : schema.at("oneOf").as_array()) {
        if (problems_of(with, each.as_object(), value).empty()) {
            return &each.as_object();
        }
    }
    return nullptr;
}

}  // namespace frameio::sim
