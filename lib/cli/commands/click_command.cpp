#include "cli/commands/commands.hpp"
#include "cli/develop/local_frameio.hpp"
#include "cli/http/answer.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/send/event_recipe.hpp"
#include "protocol/questions.hpp"

#include <boost/json/serialize.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace frameio::cli {
namespace {

namespace json = boost::json;

struct click_options {
    std::string action;
    std::vector<std::string> assets;
    std::vector<std::string> answers;
    std::string user;
    std::string simulator;
};

constexpr auto footer =
    R"(Chooses a custom action from the menu of assets in a local Frame.io, as a user does, and shows what the app answers. Each
--answer fills in the form that comes next: its fields by name, with "&" between them; what is not named stays as it was.

Examples:
  frameio click "Say hello"
  frameio click Publish --on poster.png --answer "platform=vimeo&notify:=true"
  frameio click Publish --on poster.png --answer platform=vimeo --answer "caption=First cut"

Exit codes: 0 answered, 1 not, or there is no such action, asset or field, 2 options that cannot be used.)";

constexpr std::string_view asset_kinds[] = {"file", "folder", "version_stack"};

/// The one that is called so, or has that id; the first if there is no name.
json::object pick(const std::vector<json::object>& from, std::string_view what, const std::string& name) {
    std::string known;
    for (const json::object& each : from) {
        if (name.empty() || text_at(each, "name") == name || text_at(each, "id") == name ||
            text_at(each, "event") == name) {
            return each;
        }
        known += (known.empty() ? "" : ", ") + text_at(each, "name");
    }
    throw local_frameio::refusal(
        fmt::format("there is no {} \"{}\"; there {}", what, name, known.empty() ? "is none" : "are " + known));
}

std::vector<json::object> all_assets(const local_frameio& in) {
    std::vector<json::object> made;
    for (const std::string_view kind : asset_kinds) {
        const std::vector<json::object> some = in.all(kind);
        made.insert(made.end(), some.begin(), some.end());
    }
    return made;
}

json::array chosen_assets(const local_frameio& in, std::vector<std::string> names) {
    const std::vector<json::object> all = all_assets(in);
    if (names.empty()) {
        names.emplace_back();
    }
    json::array made;
    for (const std::string& name : names) {
        const json::object one = pick(all, "asset", name);
        made.push_back(json::object{{"id", text_at(one, "id")}, {"type", text_at(one, "kind")}});
    }
    return made;
}

std::vector<std::pair<std::string, json::value>> read_fields(const std::string& text) {
    std::vector<std::pair<std::string, json::value>> made;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('&', begin), text.size());
        made.push_back(parse_field(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return made;
}

/// What a user submits who has entered that. The names may lack what tells one question from another.
json::object filled_in(const json::object& form, const std::string& text) {
    json::object data;
    std::vector<std::pair<std::string, json::value>> given = read_fields(text);
    for (const json::value& each : form.at("fields").as_array()) {
        const std::string name = text_at(each.as_object(), "name");
        const auto entered = std::ranges::find_if(
            given, [&name](const auto& one) { return one.first == name || one.first == unmarked_name(name); });
        if (entered != given.end()) {
            data[name] = std::move(entered->second);
            given.erase(entered);
        } else if (const json::value* const preset = each.as_object().if_contains("value")) {
            data[name] = *preset;
        }
    }
    if (!given.empty()) {
        throw local_frameio::refusal(
            fmt::format("the form \"{}\" has no field \"{}\"", text_at(form, "title"), given.front().first));
    }
    return data;
}

/// Prints what the user sees.
answer show(const json::object& told) {
    const json::value* const found = told.if_contains("answer");
    const std::string body = found == nullptr || found->is_null() ? std::string() : json::serialize(*found);
    answer made = read_answer(body);
    fmt::print("{}", to_text(made, body));
    return made;
}

void click(const click_options& options) {
    const local_frameio in(options.simulator);
    const json::object action = pick(in.all("action"), "action", options.action);
    const json::object user = pick(in.all("user"), "user", options.user);
    json::object wanted{{"action_id", text_at(action, "id")}, {"user_id", text_at(user, "id")}};
    wanted["assets"] = chosen_assets(in, options.assets);
    json::object told = in.post("/sim/click", wanted);
    answer seen = show(told);
    for (const std::string& entered : options.answers) {
        if (seen.kind != answer_kind::form) {
            throw local_frameio::refusal(fmt::format("there is no form for the answer \"{}\"", entered));
        }
        const std::string interaction = text_at(told, "interaction_id");
        told = in.post("/sim/submit",
                       {{"interaction_id", interaction}, {"data", filled_in(seen.json.get_object(), entered)}});
        seen = show(told);
    }
}

exit_code run_click(const click_options& options) {
    try {
        click(options);
        return exit_code::succeeded;
    } catch (const local_frameio::refusal& wrong) {
        fmt::print(stderr, "frameio: {}\n", wrong.what());
        return exit_code::failed;
    }
}

}  // namespace

void add_click(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<click_options>();
    CLI::App& command =
        *program.add_subcommand("click", "Run a custom action in a local Frame.io, and fill in its forms");
    command.add_option("ACTION", options->action, "Its name, event or id")->type_name("")->required();
    add_repeatable(command, "--on", options->assets,
                   "An asset, by its name or id; again for several. Default: any file")
        ->option_text("ASSET");
    add_repeatable(command, "--answer", options->answers, "What to fill in the next form: name=text, or name:=json")
        ->option_text("FIELD[&FIELD...]");
    command.add_option("--as", options->user, "Who clicks, by name. Default: the account's owner")->option_text("USER");
    command.add_option("--sim", options->simulator, "Where it is. Default: FRAMEIO_API_URL, or http://127.0.0.1:8090")
        ->option_text("URL");
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_click(*options); }; });
}

}  // namespace frameio::cli
