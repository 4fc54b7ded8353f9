// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/version_stacks.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/requests/version_stacks.hpp"

namespace frameio::api::version_stacks {

asio::awaitable<version_stack> operations::copy(std::string_view account_id, std::string_view version_stack_id,
                                                const version_stack_copy& body, const copy_options& options) const {
    static constexpr operation what{"version_stacks.copy", "POST",
                                    "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/copy", 10, 60};
    outgoing call(what, {account_id, version_stack_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_data<version_stack>(by_, std::move(call));
}

asio::awaitable<version_stack> operations::create(std::string_view account_id, std::string_view folder_id,
                                                  const new_version_stack& body) const {
    static constexpr operation what{"version_stacks.create", "POST",
                                    "/v4/accounts/{account_id}/folders/{folder_id}/version_stacks", 10, 60};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<version_stack>(by_, std::move(call));
}

pages<asset> operations::index(std::string_view account_id, std::string_view version_stack_id,
                               const index_options& options) const {
    static constexpr operation what{"version_stacks.index", "GET",
                                    "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/children", 100, 60};
    outgoing call(what, {account_id, version_stack_id});
    call.ask(options);
    return fetch_pages<asset>(by_, std::move(call));
}

pages<version_stack> operations::list(std::string_view account_id, std::string_view folder_id,
                                      const list_options& options) const {
    static constexpr operation what{"version_stacks.list", "GET",
                                    "/v4/accounts/{account_id}/folders/{folder_id}/version_stacks", 5, 1};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    return fetch_pages<version_stack>(by_, std::move(call));
}

asio::awaitable<version_stack> operations::move(std::string_view account_id, std::string_view version_stack_id,
                                                const version_stack_move& body) const {
    static constexpr operation what{"version_stacks.move", "PATCH",
                                    "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/move", 10, 60};
    outgoing call(what, {account_id, version_stack_id});
    call.data(to_json(body));
    return fetch_data<version_stack>(by_, std::move(call));
}

asio::awaitable<version_stack> operations::show(std::string_view account_id, std::string_view version_stack_id,
                                                const show_options& options) const {
    static constexpr operation what{"version_stacks.show", "GET",
                                    "/v4/accounts/{account_id}/version_stacks/{version_stack_id}", 100, 60};
    outgoing call(what, {account_id, version_stack_id});
    call.ask(options);
    return fetch_data<version_stack>(by_, std::move(call));
}

}  // namespace frameio::api::version_stacks
