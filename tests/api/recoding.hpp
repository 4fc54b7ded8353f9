#pragma once

/// @file
/// Reads JSON as a type of the API, and writes it again.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "api/codec.hpp"

namespace frameio_test {

/// What came out again, and where the text was not as documented.
struct recoded {
    std::string text;
    std::vector<std::string> deviations;
};

using recoder = recoded (*)(const std::string& json);

/// For each schema of the specification that has an example. Made by lib/api/generate.py.
const std::map<std::string, recoder>& recoders();

template <class T>
recoded recode_at(const frameio::api::json_reader& from, frameio::api::deviations& found) {
    using namespace frameio::api;
    T value = blank<T>();
    if (!read(from, value)) {
        from.note();
    }
    json_writer to;
    write(to, value);
    return {to.text, found.places()};
}

template <class T>
recoded recode(const std::string& text) {
    frameio::api::deviations found;
    return recode_at<T>(frameio::api::json_reader(frameio::api::parse_json(text), found), found);
}

/// The same for what is under "data".
template <class T>
recoded recode_data(const std::string& text) {
    frameio::api::deviations found;
    const frameio::api::json_reader whole(frameio::api::parse_json(text), found);
    const auto data = whole.find("data");
    if (!data) {
        return {text == "{}" ? text : "", {}};
    }
    recoded made = recode_at<T>(frameio::api::json_reader(*data, whole, "data"), found);
    made.text = "{\"data\":" + made.text + '}';
    return made;
}

/// The same for a list with links and a count.
template <class T>
recoded recode_page(const std::string& text) {
    using namespace frameio::api;
    recoded made = recode_data<std::vector<T>>(text);
    deviations ignored;
    const json_reader whole(parse_json(text), ignored);
    made.text.pop_back();
    for (const char* key : {"links", "total_count"}) {
        if (const auto other = whole.find(key)) {
            made.text += std::string(",\"") + key + "\":" + json_reader(*other, whole, key).text().text();
        }
    }
    made.text += '}';
    return made;
}

}  // namespace frameio_test
