#pragma once

/// @file
/// What can go wrong, as codes to compare with and as the exceptions that carry them.

#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace frameio {

/// The library's own error codes. Failures of the operating system keep the system's codes.
enum class errc {
    malformed_event = 1,    ///< a body is not JSON, or not an event
    missing_form_value,     ///< a form has no value of that name
    wrong_form_value,       ///< a form's value has another type than the one asked for
    invalid_response,       ///< a message or form that Frame.io could not show
    invalid_secret,         ///< an empty signing secret
    invalid_configuration,  ///< a start-up mistake, see `configuration_error`
    malformed_json,         ///< a text is not JSON
    malformed_time,         ///< a text is not a time
    invalid_argument,       ///< an argument that could not be sent, such as an empty id
    store_failed,           ///< the store cannot be used now
    run_ended,              ///< a call or a step of a run whose event somebody else runs by now, or nobody any more
    in_doubt,               ///< an earlier run has begun a step, and it is not known what came of it
    nobody_to_ask,          ///< a question to a user who cannot be asked, or is not there any more
    no_entropy,             ///< the system gives no random numbers
    no_key,                 ///< there is no encryption key, or not the one that something was encrypted with
    tampered,               ///< what was encrypted is damaged, or was changed or moved by somebody
    not_installed,          ///< the app is not installed in the workspace
    wrong_config_value      ///< what an admin has told an installation has another type than the one asked for
};

/// The category of `errc`. Named "frameio".
const boost::system::error_category& frameio_category() noexcept;

boost::system::error_code make_error_code(errc code) noexcept;

/// The exception of this library: a code to compare with, and a text that names the thing and the remedy.
/// Thrown from functions and, through `co_await`, from coroutines.
class error : public boost::system::system_error {
public:
    error(errc code, const std::string& what);

    /// The text alone, as it was given; the code's own message is `code().message()`.
    const char* what() const noexcept override;

protected:
    error(boost::system::error_code code, const std::string& what);

private:
    std::runtime_error text_;  // copies without throwing
};

/// Everything that was found wrong with an app or its options before it started serving; one report for all.
/// Its text is one line that counts the problems, and one line for each.
class configuration_error : public error {
public:
    /// `problems` is not empty; each entry is one sentence that names the thing and the remedy.
    explicit configuration_error(std::vector<std::string> problems);

    const std::vector<std::string>& problems() const noexcept {
        return problems_;
    }

private:
    std::vector<std::string> problems_;
};

}  // namespace frameio

template <>
struct boost::system::is_error_code_enum<frameio::errc> : std::true_type {};
