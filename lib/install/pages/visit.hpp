#pragma once

#include <frameio/api/client.hpp>

#include "auth/sessions.hpp"
#include "auth/tenant.hpp"
#include "install/pages/rights.hpp"
#include "web/form_data.hpp"
#include "web/message.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace frameio::install {

/// Somebody who has logged in, and what he asks for.
struct visit {
    visit(const web::request& what, auth::session user, api::client client, rights rights_of_user)
        : asked(what),
          sent(web::values_of(what.method == "POST" ? what.body : what.query)),
          who(std::move(user)),
          as(std::move(client)),
          may(std::move(rights_of_user)) {}

    std::string text(std::string_view name) const {
        return std::string(web::value_at(sent, name));
    }
    auth::tenant where() const {
        return at.where();
    }

    const web::request& asked;  ///< outlives it
    web::query_values sent;     ///< by a form or a link
    auth::session who;
    api::client as;  ///< calls as the user
    rights may;
    open_workspace at;  ///< of pages of a workspace: that he may install the app in
};

/// The path of the page of a workspace.
inline std::string page_of(const auth::tenant& where) {
    return "/install/workspace?account=" + where.account_id + "&workspace=" + where.workspace_id;
}

}  // namespace frameio::install
