// The parts of its library that the server uses; the build makes a file of it that no other command loads.
export { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
export { array, boolean, enum as oneOf, int, strictObject, string } from 'zod'
