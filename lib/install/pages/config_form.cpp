#include "install/pages/config_form.hpp"

#include "install/pages/views.hpp"
#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace frameio::install {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_line = 4'096;
constexpr std::size_t longest_area = 16'384;
constexpr std::size_t longest_told = 200;

std::size_t longest(const config_field& what) noexcept {
    return what.type() == config_field::kind::textarea ? longest_area : longest_line;
}

// Browsers end lines as HTTP does.
std::string with_plain_lines(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool ends_line = text[at] == '\r';
        made += ends_line ? '\n' : text[at];
        at += ends_line && text.substr(at + 1).starts_with('\n') ? 1U : 0U;
    }
    return made;
}

/// Of one line, or of several.
bool is_plain(std::string_view text, bool has_lines) {
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        if (length == 0) {
            return false;
        }
        const std::string_view one = text.substr(0, length);
        const bool is_layout = one == "\t" || (has_lines && one == "\n");
        if (is_control(one) && !is_layout) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

bool has_option(const config_field& what, std::string_view value) {
    return std::ranges::find(what.options(), value, &option::value) != what.options().end();
}

/// What is said beside a field, by the ids that the template gives it.
std::string described_by(const config_field& what, bool is_hidden, bool has_problem) {
    std::string made;
    const auto add = [&](bool is_there, std::string_view kind) {
        if (is_there) {
            made.append(made.empty() ? "" : " ").append(kind).append(form_name_of(what));
        }
    };
    add(!what.help().empty(), "help_");
    add(is_hidden, "state_");
    add(has_problem, "problem_");
    return made;
}

/// Of what is not sensitive, and is offered, `chosen` is what the form opens with. Otherwise it opens with nothing.
json::array options_of(const config_field& what, std::string_view chosen) {
    json::array made;
    if (!has_option(what, chosen)) {
        made.push_back({{"name", "(none chosen)"}, {"value", ""}, {"selected", true}});
    }
    for (const option& each : what.options()) {
        made.push_back({{"name", each.name()}, {"value", each.value()}, {"selected", each.value() == chosen}});
    }
    return made;
}

}  // namespace

std::string form_name_of(const config_field& what) {
    return "config_" + what.name();
}

std::string clear_name_of(const config_field& what) {
    return "clear_" + what.name();
}

// An octet is sent as three at most, and a line's end as two octets.
std::size_t largest_form_of(const std::vector<config_field>& fields) noexcept {
    std::size_t made = 4'096;
    for (const config_field& each : fields) {
        const bool has_lines = each.type() == config_field::kind::textarea;
        made += longest(each) * (has_lines ? 6 : 3) + 2 * (each.name().size() + sizeof("&config_=on"));
    }
    return made;
}

config_form::config_form(const std::vector<config_field>& fields, const std::optional<record>& known)
    : known_(known ? known->config : config()), settings_(known_), is_installed_(known.has_value()) {
    settings_.sensitive = known ? known->sensitive : std::set<std::string>();
    settings_.made_from = known ? known->settings_changed : clock::wall_time();
    for (const config_field& each : fields) {
        if (each.is_sensitive() && known_.contains(each.name())) {
            settings_.sensitive.insert(each.name());
        }
        entry& made = entries_.emplace_back(each, is_hidden(each));
        if (!made.is_hidden) {
            made.shown = value_of(each);
        }
    }
}

std::string config_form::made_from() const {
    const auto since = settings_.made_from.value_or(clock::wall_time()).time_since_epoch();
    return std::to_string(std::chrono::floor<std::chrono::milliseconds>(since).count());
}

// What was once promised not to be shown stays so, even if the field is another one by now.
bool config_form::is_hidden(const config_field& what) const noexcept {
    return what.is_sensitive() || settings_.sensitive.contains(what.name());
}

std::string_view config_form::value_of(const config_field& what) const noexcept {
    const auto found = settings_.values.find(what.name());
    return found == settings_.values.end() ? std::string_view(what.default_value()) : std::string_view(found->second);
}

void config_form::suggest(const config& typed) {
    for (entry& each : entries_) {
        const auto found = typed.find(each.field->name());
        if (found != typed.end() && !each.is_hidden) {
            each.shown = found->second;
        }
    }
}

void config_form::read(const web::query_values& sent) {
    const std::string_view origin = web::value_at(sent, made_from_field);
    is_outdated_ = origin.empty() ? is_installed_ : origin != made_from();
    for (entry& each : entries_) {
        read(each, sent);
        each.problem = problem_of(each);
    }
}

void config_form::read(entry& to, const web::query_values& sent) {
    const config_field& field = *to.field;
    const auto typed = sent.find(form_name_of(field));
    to.clears = to.is_hidden && sent.contains(clear_name_of(field));
    if (to.clears) {
        settings_.values.erase(field.name());
        settings_.sensitive.erase(field.name());
    }
    if (typed != sent.end() && !(to.is_hidden && typed->second.empty())) {
        take(to, with_plain_lines(typed->second));
    }
}

void config_form::take(entry& to, std::string typed) {
    const config_field& field = *to.field;
    if (!is_plain(typed, field.type() == config_field::kind::textarea)) {
        to.problem = "This is not plain text.";
        typed.clear();  // nor can a page show it
    } else if (typed.size() > longest(field)) {
        to.problem = fmt::format("This is too long: {} octets, and {} is the most.", typed.size(), longest(field));
    } else if (field.type() == config_field::kind::select && !has_option(field, typed)) {
        to.problem = "Please choose one of these.";
    } else {
        settings_.values.insert_or_assign(field.name(), typed);
        settings_.sensitive.erase(field.name());
        if (field.is_sensitive()) {
            settings_.sensitive.insert(field.name());
        }
    }
    to.is_withheld = field.is_sensitive();
    if (!field.is_sensitive()) {
        to.shown = std::move(typed);
    }
}

// Also of a field that the form did not have: the app may ask for it since today.
std::string config_form::problem_of(const entry& what) const {
    const bool is_missing = what.field->is_required() && trimmed(value_of(*what.field)).empty();
    return what.problem.empty() && is_missing ? "The app needs this." : what.problem;
}

void config_form::tell_what_is_kept() {
    for (entry& each : entries_) {
        const auto kept = known_.find(each.field->name());
        if (each.problem.empty() && !each.is_hidden && kept != known_.end() && kept->second != each.shown) {
            each.problem = what_is_kept(each);
        }
    }
}

std::string config_form::what_is_kept(const entry& what) const {
    const std::string& kept = known_.at(what.field->name());
    const auto chosen = std::ranges::find(what.field->options(), kept, &option::value);
    const std::string& text = chosen == what.field->options().end() ? kept : chosen->name();
    if (text.empty()) {
        return "It is empty now.";
    }
    return text.size() > longest_told ? "It is another text now." : fmt::format("It is \"{}\" now.", text);
}

bool config_form::is_good() const noexcept {
    return std::ranges::all_of(entries_, [](const entry& each) { return each.problem.empty(); });
}

json::array config_form::view() const {
    json::array made;
    for (const entry& each : entries_) {
        made.push_back(view_of(each));
    }
    return made;
}

// A form that is shown again has not been taken, nor what it does not repeat: nobody is to think that it was.
std::string config_form::shown_problem_of(const entry& what) {
    const bool is_lost = what.problem.empty() && what.is_withheld;
    return is_lost ? "Please enter this once more: it was not taken, and is not shown." : what.problem;
}

json::object config_form::view_of(const entry& what) const {
    const config_field& field = *what.field;
    const std::string problem = shown_problem_of(what);
    const auto before = known_.find(field.name());
    const bool is_set = before != known_.end() && !before->second.empty();
    using kind = config_field::kind;
    json::object made{{"name", form_name_of(field)},
                      {"label", field.label()},
                      {"help", text_or_nothing(field.help())},
                      {"problem", text_or_nothing(problem)},
                      {"required", field.is_required()},
                      {"must_be_typed", field.is_required() && !(what.is_hidden && is_set)},
                      {"is_text", field.type() == kind::text},
                      {"is_password", field.type() == kind::password},
                      {"is_area", field.type() == kind::textarea},
                      {"is_select", field.type() == kind::select},
                      {"longest", longest(field)},
                      {"value", what.shown},
                      {"described_by", text_or_nothing(described_by(field, what.is_hidden, !problem.empty()))},
                      {"is_sensitive", what.is_hidden},
                      {"is_set", is_set},
                      {"clear_name", clear_name_of(field)},
                      {"clears", what.clears}};
    made["options"] = options_of(field, what.shown);
    return made;
}

}  // namespace frameio::install
