// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: search.

#include <frameio/api/models/search.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Filters to control which types of results are returned.
class search_filters {
public:
    search_filters() {}  // not defaulted: it must not be an aggregate

    /// Include files and version stacks in search results.
    search_filters& files_and_version_stacks(bool value) {
        files_and_version_stacks_.set(value);
        return *this;
    }

    /// Include folders in search results.
    search_filters& folders(bool value) {
        folders_.set(value);
        return *this;
    }

    /// Include projects in search results.
    search_filters& projects(bool value) {
        projects_.set(value);
        return *this;
    }

private:
    friend struct members_of<search_filters>;

    settable<bool> files_and_version_stacks_;
    settable<bool> folders_;
    settable<bool> projects_;
};

/// Search request parameters.
class search_query {
public:
    /// @param engine Search engine to use. Available engines: lexical, nlp.
    /// @param query The search query text.
    search_query(search_query_engine engine, std::string query)
        : engine_(std::move(engine)), query_(std::move(query)) {}

    /// Filters to control which types of results are returned.
    search_query& filters(search_filters value) {
        filters_.set(std::move(value));
        return *this;
    }

private:
    friend struct members_of<search_query>;

    search_query_engine engine_;
    std::string query_;
    settable<search_filters> filters_;
};

}  // namespace frameio::api
