// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/folders.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/requests/folders.hpp"

namespace frameio::api::folders {

asio::awaitable<std::optional<folder>> operations::copy(std::string_view account_id, std::string_view folder_id,
                                                        const folder_copy& body, const copy_options& options) const {
    static constexpr operation what{"folders.copy", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/copy", 10,
                                    60};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_maybe<folder>(by_, std::move(call));
}

asio::awaitable<folder> operations::create(std::string_view account_id, std::string_view folder_id,
                                           const new_folder& body) const {
    static constexpr operation what{"folders.create", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/folders",
                                    3, 1};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<folder>(by_, std::move(call));
}

pages<asset> operations::index(std::string_view account_id, std::string_view folder_id,
                               const index_options& options) const {
    static constexpr operation what{"folders.index", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/children",
                                    100, 60};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    return fetch_pages<asset>(by_, std::move(call));
}

pages<folder> operations::list(std::string_view account_id, std::string_view folder_id,
                               const list_options& options) const {
    static constexpr operation what{"folders.list", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/folders", 5,
                                    1};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    return fetch_pages<folder>(by_, std::move(call));
}

asio::awaitable<folder> operations::move(std::string_view account_id, std::string_view folder_id,
                                         const folder_move& body) const {
    static constexpr operation what{"folders.move", "PATCH", "/v4/accounts/{account_id}/folders/{folder_id}/move", 10,
                                    60};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<folder>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view folder_id) const {
    static constexpr operation what{"folders.delete", "DELETE", "/v4/accounts/{account_id}/folders/{folder_id}", 60,
                                    60};
    outgoing call(what, {account_id, folder_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<folder> operations::show(std::string_view account_id, std::string_view folder_id,
                                         const show_options& options) const {
    static constexpr operation what{"folders.show", "GET", "/v4/accounts/{account_id}/folders/{folder_id}", 100, 60};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    return fetch_data<folder>(by_, std::move(call));
}

asio::awaitable<folder> operations::update(std::string_view account_id, std::string_view folder_id,
                                           const folder_changes& body) const {
    static constexpr operation what{"folders.update", "PATCH", "/v4/accounts/{account_id}/folders/{folder_id}", 10, 60};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<folder>(by_, std::move(call));
}

}  // namespace frameio::api::folders
