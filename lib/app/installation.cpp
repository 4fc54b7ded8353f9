#include "app/installation.hpp"

#include <frameio/error.hpp>

#include "support/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace frameio {
namespace {

[[noreturn]] void refuse_type(std::string_view field, std::string_view type) {
    throw error(errc::wrong_config_value, "the setting \"" + std::string(field) + "\" of the installation is no " +
                                              std::string(type) + "; an admin can correct it at /install");
}

template <class Number>
Number number_in(const std::string& text, std::string_view field, std::string_view type) {
    Number value{};
    const std::string_view said = trimmed(text);
    const char* const end = said.data() + said.size();
    const auto result = std::from_chars(said.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) {
        refuse_type(field, type);
    }
    return value;
}

/// What a browser opens a select with.
const std::string& choice_of(const std::vector<option>& options) {
    const auto chosen = std::ranges::find_if(options, &option::is_selected);
    return (chosen == options.end() ? options.front() : *chosen).value();
}

}  // namespace

config_field config_field::text(std::string name, std::string label) {
    return {kind::text, std::move(name), std::move(label)};
}

config_field config_field::password(std::string name, std::string label) {
    return {kind::password, std::move(name), std::move(label)};
}

config_field config_field::textarea(std::string name, std::string label) {
    return {kind::textarea, std::move(name), std::move(label)};
}

config_field config_field::select(std::string name, std::string label, std::vector<option> options) {
    config_field made(kind::select, std::move(name), std::move(label));
    made.default_ = options.empty() ? std::string() : choice_of(options);
    made.options_ = std::move(options);
    return made;
}

bool installation::has(std::string_view field) const {
    return !text(field).empty();
}

const std::string& installation::text(std::string_view field) const {
    const auto found = values_.find(field);
    if (found == values_.end()) {
        throw error(errc::invalid_argument, "the app asks for no setting \"" + std::string(field) +
                                                "\" when it is installed; add it to install_options::fields");
    }
    return found->second;
}

std::int64_t installation::integer(std::string_view field) const {
    return number_in<std::int64_t>(text(field), field, "integer");
}

double installation::number(std::string_view field) const {
    return number_in<double>(text(field), field, "number");
}

bool installation::boolean(std::string_view field) const {
    constexpr std::array<std::string_view, 4> yes{"true", "yes", "on", "1"};
    constexpr std::array<std::string_view, 5> no{"false", "no", "off", "0", ""};
    const std::string_view said = trimmed(text(field));
    if (std::ranges::find(yes, said) != yes.end()) {
        return true;
    }
    if (std::ranges::find(no, said) == no.end()) {
        refuse_type(field, "yes or no");
    }
    return false;
}

installation::settings settings_of(const std::vector<config_field>& fields,
                                   const std::map<std::string, std::string>& said) {
    installation::settings made;
    for (const config_field& each : fields) {
        const auto found = said.find(each.name());
        made.emplace(each.name(), found == said.end() ? each.default_value() : found->second);
    }
    return made;
}

}  // namespace frameio
