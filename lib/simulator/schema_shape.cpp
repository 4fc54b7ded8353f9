#include "simulator/schema_shape.hpp"

#include "simulator/schema_check.hpp"

namespace frameio::sim {
namespace {

constexpr std::string_view nil_id = "00000000-0000-0000-0000-000000000000";
constexpr std::string_view no_time = "1970-01-01T00:00:00.000000Z";

json::value least_text(const json::object& schema) {
    const std::string_view format = text_at(schema, "format");
    return json::value(format == "uuid" ? nil_id : format == "date-time" ? no_time : std::string_view());
}

class shaper {
public:
    explicit shaper(const spec& with) : with_(with) {}

    json::value fit(const json::object& given, const json::value& value) {
        const json::object& schema = with_.resolve(given);
        if (schema.contains("oneOf")) {
            const json::object* const one = alternative_of(with_, schema, value);
            return one == nullptr ? value : fit(*one, value);
        }
        if (value.is_object() && (schema.contains("allOf") || schema.contains("properties"))) {
            json::object made;
            fit_members(schema, value.get_object(), made);
            return made;
        }
        const json::object* const items = object_at(schema, "items");
        if (value.is_array() && items != nullptr) {
            json::array made;
            for (const json::value& each : value.get_array()) {
                made.push_back(fit(*items, each));
            }
            return made;
        }
        return value;
    }

private:
    void fit_members(const json::object& given, const json::object& from, json::object& to) {
        const json::object& schema = with_.resolve(given);
        if (const json::array* const parts = array_at(schema, "allOf")) {
            for (const json::value& each : *parts) {
                fit_members(each.as_object(), from, to);
            }
        }
        const json::object* const known = object_at(schema, "properties");
        if (known == nullptr) {
            return;
        }
        for (const auto& [name, one] : *known) {
            if (const json::value* const value = from.if_contains(name)) {
                to.insert_or_assign(name, fit(one.as_object(), *value));
            }
        }
        const json::array* const required = array_at(schema, "required");
        for (std::size_t i = 0; required != nullptr && i < required->size(); ++i) {
            const std::string_view name = text_of((*required)[i]);
            if (!to.contains(name) && known->contains(name)) {
                to.insert_or_assign(name, make_up(known->at(name).as_object()));
            }
        }
    }

    /// The least that will do.
    json::value make_up(const json::object& given) {
        const json::object& schema = with_.resolve(given);
        if (is_true(schema, "nullable")) {
            return nullptr;
        }
        if (const json::array* const allowed = array_at(schema, "enum")) {
            return allowed->front();
        }
        for (const std::string_view parts : {"oneOf", "allOf"}) {
            if (const json::array* const all = array_at(schema, parts)) {
                return make_up(all->front().as_object());
            }
        }
        const std::string_view type = text_at(schema, "type");
        if (type == "string") {
            return least_text(schema);
        }
        if (type == "array") {
            return json::array();
        }
        if (type == "boolean") {
            return false;
        }
        if (type == "integer" || type == "number") {
            return 0;
        }
        return fit(schema, json::object());
    }

    const spec& with_;
};

}  // namespace

json::value shape(const spec& with, const json::object& schema, const json::value& value) {
    return shaper(with).fit(schema, value);
}

}  // namespace frameio::sim
