// The settings of an installation as a form: what is shown, what is taken, and what is wrong with it.

#include <boost/test/unit_test.hpp>

#include <frameio/install.hpp>

#include <boost/json/serialize.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "install/pages/config_form.hpp"
#include "web/form_data.hpp"

using frameio::config_field;
using frameio::option;
using frameio::install::config;
using frameio::install::config_form;
using frameio::install::record;

namespace json = boost::json;

namespace {

struct asked {
    std::vector<config_field> fields{
        config_field::text("host", "Host").required().help("Where it is"),
        config_field::password("key", "Key").required(),
        config_field::select("size", "Size", option("Small", "s"), option("Large", "l").selected()),
        config_field::textarea("notes", "Notes").default_value("none"),
        config_field::text("code", "Code").sensitive(),
    };
    std::set<std::string> hidden;
    config known{{"host", "a.example"}, {"key", "old-secret"}, {"size", "s"}, {"notes", "x"}, {"code", "old-code"}};

    std::optional<record> kept() const {
        record made;
        made.config = known;
        made.sensitive = hidden;
        made.settings_changed = frameio::clock::wall_time(std::chrono::milliseconds(7));
        return made;
    }
    config_form shown(bool is_installed = true) const {
        return {fields, is_installed ? kept() : std::nullopt};
    }
    config_form sent(const std::string& body, bool is_installed = true) const {
        config_form made = shown(is_installed);
        made.read(frameio::web::values_of(body));
        return made;
    }
    static json::object field(const config_form& of, std::string_view name) {
        for (const json::value& each : of.view()) {
            if (each.at("name").as_string() == "config_" + std::string(name)) {
                return each.as_object();
            }
        }
        BOOST_TEST_REQUIRE(false, "there is no such field");
        return {};
    }
    static std::string text(const config_form& of, std::string_view name, std::string_view member) {
        const json::object found = field(of, name);
        const json::value& what = found.at(member);
        return what.is_string() ? std::string(what.as_string()) : std::string();
    }
    static std::string problem(const config_form& of, std::string_view name) {
        return text(of, name, "problem");
    }
    /// The value of the option that is selected.
    static std::string selected(const config_form& of, std::string_view name) {
        std::string found = "(nothing)";
        const json::object shown = field(of, name);
        for (const json::value& each : shown.at("options").as_array()) {
            if (each.at("selected").as_bool()) {
                found = each.at("value").as_string();
            }
        }
        return found;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(config_forms, asked)

BOOST_AUTO_TEST_CASE(it_opens_with_the_defaults) {
    const config_form fresh = shown(false);
    BOOST_TEST(text(fresh, "host", "value") == "");
    BOOST_TEST(text(fresh, "notes", "value") == "none");
    BOOST_TEST(selected(fresh, "size") == "l");
    BOOST_TEST(text(fresh, "host", "help") == "Where it is");
    BOOST_TEST(!field(fresh, "key").at("is_set").as_bool());
    BOOST_TEST(fresh.is_good());
    BOOST_TEST(!fresh.has_changes());
}

BOOST_AUTO_TEST_CASE(it_opens_with_what_is_known_but_for_what_is_sensitive) {
    const config_form shown = this->shown();
    BOOST_TEST(text(shown, "host", "value") == "a.example");
    BOOST_TEST(selected(shown, "size") == "s");
    BOOST_TEST(field(shown, "key").at("is_set").as_bool());
    BOOST_TEST(field(shown, "code").at("is_set").as_bool());
    BOOST_TEST(json::serialize(shown.view()).find("old-") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_taken) {
    const config_form typed =
        sent("config_host=b.example&config_key=new&config_size=l&config_notes=one%0D%0Atwo", false);
    BOOST_TEST(typed.is_good());
    BOOST_TEST(typed.has_changes());
    BOOST_TEST((typed.settings().values ==
                config{{"host", "b.example"}, {"key", "new"}, {"size", "l"}, {"notes", "one\ntwo"}}));
}

BOOST_AUTO_TEST_CASE(what_is_left_blank_is_empty) {
    const config_form typed = sent("config_host=b&config_notes=");
    BOOST_TEST(typed.is_good());
    BOOST_TEST(typed.settings().values.at("notes") == "");
}

BOOST_AUTO_TEST_CASE(what_is_required_is_not_blank) {
    const config_form typed = sent("config_host=+%09");
    BOOST_TEST(problem(typed, "host") == "The app needs this.");
    BOOST_TEST(!typed.is_good());
}

BOOST_AUTO_TEST_CASE(what_the_form_does_not_have_stays) {
    const config_form typed = sent("config_host=b.example");
    BOOST_TEST(typed.is_good());
    config wanted = known;
    wanted["host"] = "b.example";
    BOOST_TEST((typed.settings().values == wanted));
    const config_form nothing = sent("csrf=x");
    BOOST_TEST(!nothing.has_changes());
    BOOST_TEST((nothing.settings().values == known));
}

BOOST_AUTO_TEST_CASE(what_is_sensitive_and_left_blank_stays) {
    const config_form typed = sent("config_host=b&config_key=&config_code=");
    BOOST_TEST(typed.is_good());
    BOOST_TEST(typed.settings().values.at("key") == "old-secret");
    BOOST_TEST(typed.settings().values.at("code") == "old-code");
}

BOOST_AUTO_TEST_CASE(what_is_sensitive_is_replaced_and_removed) {
    BOOST_TEST(sent("config_key=new-secret").settings().values.at("key") == "new-secret");
    const config_form without = sent("config_code=&clear_code=on");
    BOOST_TEST(without.is_good());
    BOOST_TEST(without.has_changes());
    BOOST_TEST(!without.settings().values.contains("code"));
    BOOST_TEST(sent("config_code=new-code&clear_code=on").settings().values.at("code") == "new-code");
}

BOOST_AUTO_TEST_CASE(only_what_is_sensitive_is_removed_so) {
    BOOST_TEST(sent("clear_host=on&clear_csrf=on").settings().values.at("host") == "a.example");
}

BOOST_AUTO_TEST_CASE(what_is_needed_cannot_be_left_out) {
    const config_form blank = sent("config_host=&config_key=", false);
    BOOST_TEST(!blank.is_good());
    BOOST_TEST(problem(blank, "host") == "The app needs this.");
    BOOST_TEST(problem(blank, "key") == "The app needs this.");
    BOOST_TEST(problem(blank, "notes") == "");
    BOOST_TEST(problem(sent("clear_key=on"), "key") == "The app needs this.");
    BOOST_TEST(problem(sent("", false), "host") == "The app needs this.");  // nor can the form
}

BOOST_AUTO_TEST_CASE(what_is_needed_since_the_last_version_is_missed) {
    known.erase("host");
    const config_form repair = sent("csrf=x");
    BOOST_TEST(!repair.is_good());
    BOOST_TEST(problem(repair, "host") == "The app needs this.");
}

BOOST_AUTO_TEST_CASE(a_selection_is_one_of_the_options) {
    for (const std::string odd : {"", "xl", "S", "s%00", "<script>"}) {
        const config_form typed = sent("config_host=b&config_size=" + odd);
        BOOST_TEST(!typed.is_good(), odd);
        BOOST_TEST(problem(typed, "size") != "");
        BOOST_TEST(typed.settings().values.at("size") == "s");
    }
}

BOOST_AUTO_TEST_CASE(a_choice_that_is_not_offered_any_more_is_to_be_made_anew) {
    known["size"] = "xl";
    const config_form shown = this->shown();
    BOOST_TEST(selected(shown, "size") == "");
}

BOOST_AUTO_TEST_CASE(what_is_too_long_is_refused_and_kept_to_be_shortened) {
    const std::string fits(4'096, 'x');
    BOOST_TEST(sent("config_host=" + fits).is_good());
    const config_form longer = sent("config_host=x" + fits);
    BOOST_TEST(problem(longer, "host") == "This is too long: 4097 octets, and 4096 is the most.");
    BOOST_TEST(longer.settings().values.at("host") == "a.example");
    BOOST_TEST(text(longer, "host", "value") == "x" + fits);
    const std::string area(16'384, 'x');
    BOOST_TEST(sent("config_notes=" + area).is_good());
    BOOST_TEST(!sent("config_notes=x" + area).is_good());
    BOOST_TEST(!sent("config_key=x" + fits).is_good());
}

BOOST_AUTO_TEST_CASE(what_is_no_text_is_refused) {
    for (const std::string odd : {"%00", "a%0Ab", "a%1Bb", "%FF", "%C3", "%7F", "%C2%85"}) {
        BOOST_TEST(problem(sent("config_host=" + odd), "host") == "This is not plain text.", odd);
    }
    BOOST_TEST(sent("config_host=%C3%A4%09b").is_good());
    BOOST_TEST(sent("config_notes=a%0Ab%0D%0Ac").is_good());
    BOOST_TEST(!sent("config_notes=a%1Bb").is_good());
}

BOOST_AUTO_TEST_CASE(what_was_typed_is_shown_again_but_for_what_is_sensitive) {
    const config_form typed =
        sent("config_host=b.example&config_key=typed-secret&config_code=typed-code&config_size=xl");
    BOOST_TEST(!typed.is_good());
    BOOST_TEST(text(typed, "host", "value") == "b.example");
    const std::string all = json::serialize(typed.view());
    BOOST_TEST(all.find("typed-") == std::string::npos);
    BOOST_TEST(all.find("old-") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_typed_and_is_not_shown_again_is_asked_for_once_more) {
    const config_form typed = sent("config_host=&config_key=typed-secret&config_code=");
    BOOST_TEST(problem(typed, "key").starts_with("Please enter this once more"));
    BOOST_TEST(text(typed, "key", "described_by").ends_with("problem_config_key"));
    BOOST_TEST(problem(typed, "code") == "");
}

BOOST_AUTO_TEST_CASE(what_no_field_asks_for_is_neither_taken_nor_lost) {
    known["of_another_version"] = "kept";
    const config_form typed = sent("config_host=b&config_evil=x&config_of_another_version=y");
    BOOST_TEST(typed.settings().values.at("of_another_version") == "kept");
    BOOST_TEST(!typed.settings().values.contains("evil"));
}

BOOST_AUTO_TEST_CASE(what_was_sensitive_once_is_not_shown_before_it_is_typed_anew) {
    hidden = {"host", "size"};
    const config_form shown = this->shown();
    BOOST_TEST(json::serialize(shown.view()).find("a.example") == std::string::npos);
    BOOST_TEST(field(shown, "host").at("is_set").as_bool());
    BOOST_TEST(!field(shown, "host").at("must_be_typed").as_bool());
    BOOST_TEST(selected(shown, "size") == "");
    const config_form kept = sent("config_host=&config_size=");
    BOOST_TEST(kept.is_good());
    BOOST_TEST(kept.settings().values.at("host") == "a.example");
    BOOST_TEST(kept.settings().values.at("size") == "s");
    BOOST_TEST((kept.settings().sensitive == std::set<std::string>{"code", "host", "key", "size"}));
    const config_form anew = sent("config_host=b.example&config_size=l");
    BOOST_TEST(anew.settings().values.at("host") == "b.example");
    BOOST_TEST((anew.settings().sensitive == std::set<std::string>{"code", "key"}));
    const config_form removed = sent("clear_host=on&clear_code=on");
    BOOST_TEST((removed.settings().sensitive == std::set<std::string>{"key", "size"}));
    const config_form refused = sent("config_host=b.example&config_size=xl");
    BOOST_TEST(text(refused, "host", "value") == "b.example");
    BOOST_TEST(json::serialize(refused.view()).find("a.example") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_answered_as_sensitive_is_noted) {
    const config_form typed = sent("config_host=b&config_key=x&config_code=", false);
    BOOST_TEST((typed.settings().sensitive == std::set<std::string>{"key"}));
}

BOOST_AUTO_TEST_CASE(a_form_says_which_settings_it_was_made_from) {
    BOOST_TEST(shown().made_from() == "7");
    BOOST_TEST(shown(false).made_from() == "0");
    BOOST_TEST(!sent("config_host=b&made_from=7").is_outdated());
    BOOST_TEST(!sent("config_host=b&made_from=0", false).is_outdated());
    BOOST_TEST(!sent("config_host=b", false).is_outdated());
    BOOST_TEST(!sent("made_from=6").is_outdated());                                              // it has no settings
    BOOST_TEST(!sent("config_host=a.example&config_key=old-secret&made_from=6").is_outdated());  // nor other ones
    for (const std::string odd : {"", "&made_from=", "&made_from=6", "&made_from=8", "&made_from=07", "&made_from=x"}) {
        BOOST_TEST(sent("config_host=b" + odd).is_outdated(), odd);
    }
    BOOST_TEST(sent("clear_code=on&made_from=6").is_outdated());
    BOOST_TEST(sent("config_host=b&made_from=7", false).is_outdated());
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_told_beside_what_was_typed) {
    known["notes"] = std::string(300, 'x');
    config_form typed = sent("config_host=b&config_key=typed&config_code=typed&config_size=l&config_notes=y");
    typed.tell_what_is_kept();
    BOOST_TEST(problem(typed, "host") == "It is \"a.example\" now.");
    BOOST_TEST(problem(typed, "size") == "It is \"Small\" now.");
    BOOST_TEST(problem(typed, "notes") == "It is another text now.");
    BOOST_TEST(text(typed, "host", "value") == "b");
    BOOST_TEST(json::serialize(typed.view()).find("old-") == std::string::npos);
    config_form same = sent("config_host=a.example");
    same.tell_what_is_kept();
    BOOST_TEST(problem(same, "host") == "");
}

BOOST_AUTO_TEST_CASE(what_is_beside_a_field_is_told_to_those_who_cannot_see_it) {
    const config_form typed = sent("config_host=", false);
    BOOST_TEST(text(typed, "host", "described_by") == "help_config_host problem_config_host");
    BOOST_TEST(text(typed, "code", "described_by") == "state_config_code");
    BOOST_TEST(!field(typed, "notes").at("described_by").as_bool());
}

BOOST_AUTO_TEST_SUITE_END()
