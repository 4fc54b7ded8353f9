#pragma once

#include "simulator/json.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// How often an operation may be called, by each user of an account.
struct rate {
    unsigned calls = 100;
    std::chrono::milliseconds period = std::chrono::minutes(1);
};

/// A parameter of a query. Its schema belongs to the specification.
struct parameter {
    std::string name;
    const json::object* schema = nullptr;
    bool required = false;
};

/// An operation of the specification, which its schemas belong to.
struct operation {
    std::string id;  ///< "files.show"
    std::string method;
    std::string path;                   ///< "/v4/accounts/{account_id}/files/{file_id}"
    std::vector<std::string> segments;  ///< of the path; "{file_id}" is a place for an id
    std::vector<parameter> query;
    const json::object* body = nullptr;  ///< null: it has none
    bool needs_body = false;
    unsigned status = 200;  ///< of an answer
    const json::object* answer = nullptr;
    rate limit;

    const parameter* asked(std::string_view name) const noexcept;
};

/// Frame.io's OpenAPI, and what is known of operations that are newer. Immutable.
class spec {
public:
    /// The specification that was built in.
    spec();
    spec(const spec&) = delete;
    spec& operator=(const spec&) = delete;

    const std::vector<operation>& operations() const noexcept {
        return operations_;
    }
    const operation* named(std::string_view id) const noexcept;

    /// What a "$ref" stands for, or the schema itself.
    const json::object& resolve(const json::object& schema) const;
    /// By its name among the components.
    const json::object& schema(std::string_view name) const;

    /// An operation, and the ids in the path.
    struct match {
        const operation* what = nullptr;  ///< null: the path has no such method
        std::map<std::string, std::string, std::less<>> ids;
        std::string allowed;  ///< the methods that the path has
    };
    /// Nothing if there is no such path. `path` is without a query; its segments may be percent-encoded.
    std::optional<match> find(std::string_view method, std::string_view path) const;

private:
    void add(const json::object& document);
    void add(std::string_view method, std::string_view path, const json::object& described);

    std::vector<json::value> documents_;
    std::vector<operation> operations_;
};

}  // namespace frameio::sim
