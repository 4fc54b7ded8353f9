// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/comments.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/comments.hpp"
#include "api/generated/requests/comments.hpp"

namespace frameio::api::comments {

asio::awaitable<comment> operations::create(std::string_view account_id, std::string_view file_id,
                                            const new_comment& body, const create_options& options) const {
    static constexpr operation what{"comments.create", "POST", "/v4/accounts/{account_id}/files/{file_id}/comments",
                                    100, 60};
    outgoing call(what, {account_id, file_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_data<comment>(by_, std::move(call));
}

asio::awaitable<comment_attachment> operations::create_attachment(std::string_view account_id,
                                                                  std::string_view comment_id,
                                                                  const new_attachment& body) const {
    static constexpr operation what{"comments.create_attachment", "POST",
                                    "/v4/accounts/{account_id}/comments/{comment_id}/attachments", 60, 60};
    outgoing call(what, {account_id, comment_id});
    call.data(to_json(body));
    return fetch_data<comment_attachment>(by_, std::move(call));
}

asio::awaitable<void> operations::delete_attachment(std::string_view account_id, std::string_view comment_id,
                                                    std::string_view attachment_id) const {
    static constexpr operation what{"comments.delete_attachment", "DELETE",
                                    "/v4/accounts/{account_id}/comments/{comment_id}/attachments/{attachment_id}", 60,
                                    60};
    outgoing call(what, {account_id, comment_id, attachment_id});
    return fetch_nothing(by_, std::move(call));
}

pages<comment> operations::index(std::string_view account_id, std::string_view file_id,
                                 const index_options& options) const {
    static constexpr operation what{"comments.index", "GET", "/v4/accounts/{account_id}/files/{file_id}/comments", 100,
                                    60};
    outgoing call(what, {account_id, file_id});
    call.ask(options);
    return fetch_pages<comment>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view comment_id) const {
    static constexpr operation what{"comments.delete", "DELETE", "/v4/accounts/{account_id}/comments/{comment_id}", 60,
                                    60};
    outgoing call(what, {account_id, comment_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<comment> operations::show(std::string_view account_id, std::string_view comment_id,
                                          const show_options& options) const {
    static constexpr operation what{"comments.show", "GET", "/v4/accounts/{account_id}/comments/{comment_id}", 100, 60};
    outgoing call(what, {account_id, comment_id});
    call.ask(options);
    return fetch_data<comment>(by_, std::move(call));
}

asio::awaitable<comment> operations::update(std::string_view account_id, std::string_view comment_id,
                                            const comment_changes& body, const update_options& options) const {
    static constexpr operation what{"comments.update", "PATCH", "/v4/accounts/{account_id}/comments/{comment_id}", 10,
                                    60};
    outgoing call(what, {account_id, comment_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_data<comment>(by_, std::move(call));
}

}  // namespace frameio::api::comments
