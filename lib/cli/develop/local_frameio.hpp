#pragma once

#include <boost/json/object.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// A local Frame.io that runs, and what its page could do with it.
class local_frameio {
public:
    /// It does not do that, or is not there; says why.
    class refusal : public std::runtime_error {
    public:
        using std::runtime_error::runtime_error;
    };

    /// @param url  empty: FRAMEIO_API_URL, or where `frameio sim` is by default
    explicit local_frameio(std::string url);

    /// @throws refusal
    boost::json::object post(std::string_view path, const boost::json::object& what) const;

    /// All that there is of that kind.
    /// @throws refusal
    std::vector<boost::json::object> all(std::string_view kind) const;

private:
    boost::json::object ask(std::string method, std::string_view path, std::string body) const;

    std::string url_;
};

/// Empty if there is no such text.
std::string text_at(const boost::json::object& of, std::string_view name);

}  // namespace frameio::cli
