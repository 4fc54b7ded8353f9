#include "auth/installer_tokens.hpp"
#include "auth/token_book.hpp"
#include "auth/user_token.hpp"
#include "install/blueprint.hpp"
#include "install/installations.hpp"
#include "install/pages/config_form.hpp"
#include "testing/kit_state.hpp"
#include "web/form_data.hpp"

#include <utility>

// What admins and users of a kit's app leave in its store.

namespace frameio::testing {

using namespace std::chrono_literals;

namespace {

constexpr auto life_of_tokens = std::chrono::days(365);

// Each workspace has its own, as at Frame.io, so that what is signed for one does not count in another.
std::string of_workspace(const std::string& what, const auth::tenant& where) {
    return what + " of " + where.key();
}

install::installed_webhook webhook_for(const install::blueprint& wanted, const auth::tenant& where) {
    install::installed_webhook made;
    made.id = of_workspace("webhook", where);
    made.secret = of_workspace(webhook_secret, where);
    made.name = wanted.webhook_name;
    made.events = wanted.events;
    made.url = wanted.url;
    return made;
}

install::installed_action action_for(const install::wanted_action& wanted, const std::string& url,
                                     const auth::tenant& where) {
    install::installed_action made;
    made.id = of_workspace("action " + wanted.event, where);
    made.secret = of_workspace(action_secret, where);
    made.event = wanted.event;
    made.name = wanted.name;
    made.description = wanted.description;
    made.url = url;
    made.multi_asset = wanted.multi_asset;
    made.timeout = wanted.timeout;
    return made;
}

}  // namespace

auth::tenant kit::state::tenant_of(const origin& where) const {
    return {id_or(where.account, "account"), id_or(where.workspace, "workspace")};
}

void kit::state::write(const char* collection, const std::string& key, std::string value) {
    const auto before = ask(store->read(collection, key));
    store::document what(collection, key, std::move(value));
    what.version = before ? before->version : 0;
    ask(vault.write(std::move(what)));
}

std::optional<install::record> kit::state::installation_of(const origin& where) {
    if (!fields_) {
        return std::nullopt;
    }
    const auto found = ask(vault.read(install::collection, tenant_of(where).key()));
    return found ? std::optional(install::record_of(found->value)) : std::nullopt;
}

// As the page takes them, and what it would say of them.
install::config kit::state::answers_of(std::map<std::string, std::string> given) const {
    install::config_form page(*fields_, std::nullopt);
    web::query_values typed;
    for (const config_field& each : *fields_) {
        if (const auto found = given.find(each.name()); found != given.end()) {
            typed[install::form_name_of(each)] = found->second;
            given.erase(found);
        }
    }
    if (!given.empty()) {
        throw failure("install_options::fields has no field \"" + given.begin()->first + "\"");
    }
    page.read(typed);
    for (const boost::json::value& each : page.view()) {
        if (const boost::json::string* const problem = each.at("problem").if_string(); problem && !page.is_good()) {
            throw failure("the install page would not take that for \"" + std::string(each.at("label").as_string()) +
                          "\": " + std::string(*problem));
        }
    }
    return page.settings().values;
}

void kit::state::install(std::map<std::string, std::string> config, const origin& where) {
    if (!fields_) {
        throw failure("nobody can install this app: it does not call app::installable");
    }
    const install::blueprint wanted = install::blueprint_of(manifest_, url_ + '/', "webhook of the test");
    install::record made(tenant_of(where));
    made.state = install::phase::installed;
    made.installed = made.updated = clock.now();
    made.installed_by = made.acting_user = id_or(where.user, "user");
    made.url = wanted.url;
    if (wanted.wants_webhook()) {
        made.webhook = webhook_for(wanted, made.where());
    }
    for (const install::wanted_action& each : wanted.actions) {
        made.actions.push_back(action_for(each, wanted.url, made.where()));
    }
    made.config = answers_of(std::move(config));
    write(install::collection, made.where().key(), install::to_json(made));
    write("token", auth::admin_login(made.installed_by).key(), token_of(made.installed_by));
    advance(1s);  // by then it counts
}

void kit::state::uninstall(const origin& where) {
    const std::string key = tenant_of(where).key();
    if (const auto there = ask(store->read(install::collection, key))) {
        ask(store->erase(install::collection, key, there->version));
    }
    advance(1s);
}

void kit::state::log_in(const origin& who) {
    const auth::token_owner owner(id_or(who.account, "account"), id_or(who.user, "user"));
    write("token", owner.key(), token_of(owner.user_id));
}

std::string kit::state::token_of(const std::string& user) {
    auth::user_token made;
    made.access = world.platform() != nullptr ? world.token() : "token-of-" + user;
    made.obtained = clock.now();
    made.expires = made.obtained + life_of_tokens;
    return auth::to_json(made);
}

std::string kit::state::webhook_secret_of(const origin& where) {
    const auto installed = installation_of(where);
    return installed && installed->webhook ? installed->webhook->secret : webhook_secret;
}

void kit::state::put_action(boost::json::object& into, const action& what) {
    const auto installed = installation_of(what.where());
    const auto* const found = installed ? installed->find_action(what.event_name()) : nullptr;
    into["action_id"] = found != nullptr ? found->id : "action-1";
    action_secret_ = !what.secret().empty() ? what.secret() : found != nullptr ? found->secret : action_secret;
}

}  // namespace frameio::testing
