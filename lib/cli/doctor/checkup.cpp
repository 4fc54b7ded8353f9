#include "cli/doctor/checkup.hpp"

#include "cli/text/json_text.hpp"
#include "cli/text/text_table.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::ptrdiff_t count_of(const checkup& found, grade how) {
    return std::ranges::count_if(found.findings(), [how](const auto& each) { return each.how == how; });
}

}  // namespace

std::string_view to_string(grade how) noexcept {
    switch (how) {
        case grade::ok:
            return "ok";
        case grade::warning:
            return "warning";
        case grade::wrong:
            break;
    }
    return "wrong";
}

void checkup::ok(std::string about, std::string text) {
    findings_.push_back({std::move(about), grade::ok, std::move(text), {}});
}

void checkup::warn(std::string about, std::string text, std::string remedy) {
    findings_.push_back({std::move(about), grade::warning, std::move(text), std::move(remedy)});
}

void checkup::wrong(std::string about, std::string text, std::string remedy) {
    findings_.push_back({std::move(about), grade::wrong, std::move(text), std::move(remedy)});
}

bool checkup::is_sound() const noexcept {
    return std::ranges::none_of(findings_, [](const auto& each) { return each.how == grade::wrong; });
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string checkup_text(const checkup& found) {
    text_table table;
    for (const auto& each : found.findings()) {
        table.add({std::string(to_string(each.how)), each.about, printable_line(each.text)});
        if (!each.remedy.empty()) {
            table.add({"", "", "-> " + printable_line(each.remedy)});
        }
    }
    return table.text() + fmt::format("{} ok, {} to be looked at, {} wrong\n", count_of(found, grade::ok),
                                      count_of(found, grade::warning), count_of(found, grade::wrong));
}

std::string checkup_json(const checkup& found) {
    json::array checks;
    for (const auto& each : found.findings()) {
        checks.push_back({{"about", each.about},
                          {"result", to_string(each.how)},
                          {"text", each.text},
                          {"remedy", each.remedy.empty() ? json::value(nullptr) : json::value(each.remedy)}});
    }
    json::object object;
    object["sound"] = found.is_sound();
    object["checks"] = std::move(checks);
    return printable_json(object) + "\n";
}

}  // namespace frameio::cli
