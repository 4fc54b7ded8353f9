#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// A `file.ready` as Frame.io sends it, 315 octets; the last 16 digits of the resource's id are zeros, to be replaced.
inline constexpr std::string_view sample_event =
    R"({"account":{"id":"6f70f1bd-7e89-4a7e-b4d3-7e576585a181"},)"
    R"("project":{"id":"7e46e495-4444-4555-8649-bee4d391a997"},)"
    R"("resource":{"id":"d3075547-4e64-45f0-0000-000000000000","type":"file"},"type":"file.ready",)"
    R"("user":{"id":"56556a3f-859f-4b38-b6c6-e8625b5da8a5"},)"
    R"("workspace":{"id":"378fcbf7-6f88-4224-8139-6a743ed940b2"}})";
static_assert(sample_event.size() == 315);

inline constexpr std::string_view sample_resource_id = "d3075547-4e64-45f0-0000-000000000000";

/// The same event with unknown fields, early in the object, so that it has exactly `size` octets.
inline std::string make_sample_event(std::size_t size) {
    std::string body(sample_event);
    if (size <= body.size()) {
        return body;
    }
    const std::string end = R"("filler":""},)";
    std::string unknown = R"("metadata":{)";
    std::size_t room = size - body.size() - end.size();
    for (unsigned number = 100; unknown.size() + 64 < room; ++number) {
        unknown += R"("field_)" + std::to_string(number) + R"(":"a value that no one asked for",)";
    }
    if (unknown.size() > room) {
        return body;
    }
    unknown += end.substr(0, 10) + std::string(room - unknown.size(), '.') + end.substr(10);
    return body.insert(body.find(R"("project")"), unknown);
}
