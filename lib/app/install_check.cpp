#include "app/installation.hpp"
#include "support/text.hpp"
#include "web/brand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace frameio {
namespace {

constexpr std::size_t longest_name = 200;  // Frame.io's webhooks have at most 255 characters

class field_check {
public:
    explicit field_check(std::vector<std::string>& problems) : problems_(problems) {}

    void look_at(const config_field& what) {
        name(what);
        if (what.label().empty()) {
            report(what, "has no label; say what the admin is to enter");
        }
        if (what.type() == config_field::kind::select) {
            choices(what);
        }
        if (what.type() == config_field::kind::password && !what.is_sensitive()) {
            report(what,
                   "is a password, and no page may show it; use config_field::text, or leave out sensitive(false)");
        }
    }

private:
    void name(const config_field& what) {
        const auto fits = [](char each) {
            return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
                   each == '_' || each == '-';
        };
        if (what.name().empty() || what.name().size() > 64 || !std::ranges::all_of(what.name(), fits)) {
            report(what, "needs another name: 1 to 64 letters, digits, '_' and '-'");
        }
        if (!names_.insert(what.name()).second) {
            report(what, "is there twice; give each its own name");
        }
    }

    void choices(const config_field& what) {
        std::set<std::string_view> values;
        for (const option& each : what.options()) {
            if (!values.insert(each.value()).second) {
                report(what, fmt::format("has two options with the value \"{}\"", each.value()));
            }
        }
        if (values.empty()) {
            report(what, "has no options to select from");
        } else if (!values.contains(what.default_value())) {
            report(what, "has a default that is none of its options");
        }
    }

    void report(const config_field& what, std::string_view problem) {
        problems_.push_back(fmt::format("the config field \"{}\" {}", what.name(), problem));
    }

    std::vector<std::string>& problems_;
    std::set<std::string_view> names_;
};

}  // namespace

std::vector<std::string> problems_of(const install_options& what) {
    std::vector<std::string> found = web::problems_of(web::brand_of(what));
    if (what.name.size() > longest_name || !is_utf8(what.name)) {
        found.push_back(fmt::format("the name of the installable app has {} octets; give one of at most {}, in UTF-8",
                                    what.name.size(), longest_name));
    }
    if (!is_utf8(what.description)) {
        found.emplace_back("the description of the installable app is not UTF-8");
    }
    field_check fields(found);
    std::ranges::for_each(what.fields, [&](const config_field& each) { fields.look_at(each); });
    return found;
}

}  // namespace frameio
