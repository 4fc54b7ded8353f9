#pragma once

#include <frameio/http.hpp>

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>

#include <exception>
#include <memory>

namespace frameio {

class app_state;

/// Answers one request that someone else has read, on that executor.
void handle(std::shared_ptr<app_state> state, http_request request, boost::asio::any_io_executor executor,
            boost::asio::any_completion_handler<void(std::exception_ptr, http_response)> done);

}  // namespace frameio
