#pragma once

#include "simulator/json.hpp"
#include "simulator/schema_check.hpp"
#include "simulator/spec.hpp"
#include "simulator/world.hpp"
#include "web/form_data.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// What the API says instead of doing what it was asked for.
class refusal {
public:
    /// With the platform's words for the status.
    explicit refusal(unsigned status);
    refusal(unsigned status, std::string detail, std::string pointer = {});
    explicit refusal(const std::vector<problem>& wrong);  ///< 422

    unsigned status() const noexcept {
        return status_;
    }
    /// `{"errors": [...]}`
    const json::value& body() const noexcept {
        return body_;
    }

private:
    unsigned status_;
    json::value body_;
};

/// A call of an operation that may be carried out: its path, query and body are as the specification wants them.
struct call {
    const spec& with;
    const operation& what;
    std::map<std::string, std::string, std::less<>> ids;  ///< of the path, by the names of their places
    web::query_values query;
    json::value body;
    world& in;
    resource& user;
    std::string base_url;  ///< of this server

    std::string_view id(std::string_view name) const;
    /// Of the body.
    const json::object& data() const;
    bool asked(std::string_view name) const;  ///< "true", in the query
    /// The resource that the path names, which belongs to the path's account.
    /// @throws refusal
    resource& named(std::string_view kind, std::string_view place);
    resource& named(std::string_view kind);  ///< at the place "KIND_id"
    /// The one that the body names.
    /// @throws refusal
    resource& meant(std::string_view kind, std::string_view name);
    /// @throws refusal  unless it is one of the path's account
    resource& existing(std::string_view kind, std::string_view id, unsigned otherwise = 404);
};

/// What an operation has done.
struct result {
    unsigned status = 0;  ///< 0: that of the specification
    json::value body;     ///< with all that is known: the specification decides what is shown of it
};

/// Carries one out.
/// @throws refusal
using handler = result (*)(call&);

/// By the operation's id; for all that the specification has.
handler handler_of(std::string_view operation_id);

/// Of an id, that a resource has: what `include` asks for beside its own members.
json::object with_includes(call& of, const resource& what);

/// `{"data": ...}` with the resource.
result shown(call& of, const resource& what);
/// A page of them, as the query wants it.
result listed(call& of, std::vector<resource*> all);
/// The same of what is no resource.
result listed(call& of, const json::array& all);

// The rooms of the table of handlers.
using handlers = std::map<std::string_view, handler>;
void add_resource_handlers(handlers& to);
void add_asset_handlers(handlers& to);
void add_upload_handlers(handlers& to);
void add_people_handlers(handlers& to);
void add_metadata_handlers(handlers& to);
void add_share_handlers(handlers& to);
void add_search_handlers(handlers& to);

}  // namespace frameio::sim
